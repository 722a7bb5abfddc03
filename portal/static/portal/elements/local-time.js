// A time of the server's zone, told in the reader's own: the words stay as they are where the
// browser cannot do that.
class LocalTime extends HTMLElement {
  connectedCallback() {
    const time = this.querySelector("time");
    const at = new Date(time?.dateTime);
    if (Number.isNaN(at.getTime())) return;
    const told = new Intl.DateTimeFormat(this.lang, {
      dateStyle: "long",
      timeStyle: "short",
      numberingSystem: "latn",
    }).format(at);
    time.title = told;
    if (this.dataset.shown === "exact") time.textContent = told;
  }
}

customElements.define("local-time", LocalTime);
