// <contact-suggestions>: shows what may answer a request while it is being typed.
// Once something was shown, the form's button sends at once. Fails silently: the form works alone.
const PAUSE = 400;

class ContactSuggestions extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.panel = this.querySelector("[data-panel]");
    this.last = this.typed();
    for (const name of ["topic", "message"])
      this.form.elements.namedItem(name)?.addEventListener("input", () => this.later());
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    this.asking?.abort();
  }

  typed() {
    const value = (name) => this.form.elements.namedItem(name)?.value.trim() ?? "";
    return `${value("topic")}\n${value("message")}`;
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  async ask() {
    const typed = this.typed();
    if (typed === this.last) return;
    this.last = typed;
    this.asking?.abort();
    this.asking = new AbortController();
    try {
      const answer = await fetch(this.dataset.address, {
        method: "POST",
        body: new URLSearchParams(new FormData(this.form)),
        signal: this.asking.signal,
      });
      if (answer.ok) this.show(await answer.text());
    } catch {
      this.last = "";
    }
  }

  show(markup) {
    this.panel.innerHTML = markup;
    if (!this.panel.querySelector(".suggestions")) return;
    for (const button of this.form.querySelectorAll('button[value="continue"]')) {
      button.value = "send";
      button.textContent = this.dataset.send;
    }
  }
}

customElements.define("contact-suggestions", ContactSuggestions);
