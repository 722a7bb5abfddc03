// Around a form that sends what the device says: a passkey shown ("get") or made ("create").
class PasskeyForm extends HTMLElement {
  connectedCallback() {
    if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) return;
    this.hidden = false;
    this.form = this.querySelector("form");
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
  }

  async send() {
    const failed = this.querySelector("[role=alert]");
    failed.hidden = true;
    try {
      const credential = await this.credential(await this.options());
      this.form.elements.credential.value = JSON.stringify(credential);
      this.form.submit();
    } catch {
      failed.hidden = false;
    }
  }

  async options() {
    const given = this.querySelector("script[type='application/json']");
    if (given) return JSON.parse(given.textContent);
    const headers = { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" };
    const answer = await fetch(this.form.action, { headers });
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.json();
  }

  credential({ request_options: shown, creation_options: made }) {
    if (this.dataset.ceremony === "get") {
      const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(shown.publicKey);
      return navigator.credentials.get({ publicKey });
    }
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(made.publicKey);
    // Kept by the device, so that one signs in without typing an address.
    publicKey.authenticatorSelection = {
      ...publicKey.authenticatorSelection,
      residentKey: "required",
      requireResidentKey: true,
    };
    return navigator.credentials.create({ publicKey });
  }
}

customElements.define("passkey-form", PasskeyForm);
