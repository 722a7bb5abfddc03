// <ask-suggestions data-form data-url>: shows what may answer a question while it is typed.
// Without it the form's own button leads to the same suggestions.
class AskSuggestions extends HTMLElement {
  connectedCallback() {
    this.form = document.getElementById(this.dataset.form);
    if (!this.form) return;
    this.form.elements.seen.value ||= this.justRead();
    this.form.addEventListener("input", () => this.later());
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    this.request?.abort();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), 700);
  }

  async look() {
    if (this.form.elements.title.value.trim().length < 3) return;
    this.request?.abort();
    this.request = new AbortController();
    try {
      const response = await fetch(this.dataset.url, {
        method: "POST",
        body: new URLSearchParams(new FormData(this.form)),
        signal: this.request.signal,
      });
      if (response.ok) this.innerHTML = await response.text();
    } catch {
      // Typed on, or off the network: the button still leads to the suggestions.
    }
  }

  // What this tab has just opened did not answer it (see <reading-trail>).
  justRead() {
    try {
      const steps = JSON.parse(sessionStorage.getItem("reading-trail") ?? "[]");
      return steps.map((step) => `${step.kind}:${step.id}`).slice(-20).join(" ");
    } catch {
      return "";
    }
  }
}

customElements.define("ask-suggestions", AskSuggestions);
