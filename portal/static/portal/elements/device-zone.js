// Around a form with a time zone: where none was chosen yet, the device's own is.
class DeviceZone extends HTMLElement {
  connectedCallback() {
    const field = this.querySelector("[name=time_zone]");
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!field || field.value || !zone) return;
    if (field.options && ![...field.options].some((option) => option.value === zone))
      field.add(new Option(this.named(zone), zone), 1);
    field.value = zone;
  }

  named(zone) {
    const known = this.querySelector(`[name=other_time_zone] option[value="${CSS.escape(zone)}"]`);
    return known?.textContent ?? zone.split("/").pop().replaceAll("_", " ");
  }
}

customElements.define("device-zone", DeviceZone);
