// <typed-suggestions data-address data-fields> in a form: shows what may answer what is being typed.
// A strip beneath the field one types in says how many there are; a wide window has them beside.
// Nothing above that field changes its height, so the field stays where it is.
// Fails silently: the form's own button leads to the same suggestions.
const PAUSE = 400;
const LEAST = 3;
const beside = matchMedia("(min-width: 62rem)");

class TypedSuggestions extends HTMLElement {
  connectedCallback() {
    if (this.form) return; // It only moved beneath another field.
    this.form = this.closest("form");
    this.home = this.previousElementSibling;
    this.fields = this.dataset.fields
      .split(" ")
      .map((name) => this.form.elements.namedItem(name))
      .filter(Boolean);
    this.last = this.typed();
    this.tellWhatWasRead();
    for (const field of this.fields) field.addEventListener("input", () => this.later());
  }

  disconnectedCallback() {
    if (this.isConnected) return;
    clearTimeout(this.timer);
    this.asking?.abort();
  }

  get shown() {
    return this.querySelector(":scope > details");
  }

  typed() {
    return this.fields.map((field) => field.value.trim()).join("\n");
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
    if (typed.trim().length < LEAST) {
      this.show("");
      return;
    }
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
    const piece = document.createElement("template");
    piece.innerHTML = markup;
    const found = piece.content.querySelector("details");
    if (!this.makeRoom(found)) return;
    if (found) found.open = this.shown ? this.shown.open : beside.matches;
    this.replaceChildren(...(found ? [found] : []));
    this.tell(found?.querySelector("summary").textContent.trim() ?? "");
    if (found) this.offerToSend();
  }

  // Goes beneath the field with the focus; says no where something above that field would move.
  makeRoom(found) {
    const focused = document.activeElement;
    if (this.contains(focused)) return false;
    if (beside.matches) return true;
    const field = focused?.closest(".field");
    // A button that is just being pressed stays where it is, too.
    if (!field || !this.form.contains(field)) return !this.form.contains(focused);
    if (this.shown && precedes(this, field)) return Boolean(found) && !this.shown.open;
    const place = precedes(field, this.home) ? this.home : field;
    if (place.nextElementSibling !== this) place.after(this);
    return true;
  }

  tell(words) {
    const live = document.getElementById("status");
    if (live && live.textContent !== words) live.textContent = words;
  }

  // Once something was shown, the form's button sends at once.
  offerToSend() {
    for (const button of this.form.querySelectorAll("button[data-met]")) {
      button.value = button.dataset.met;
      button.textContent = button.dataset.metLabel;
    }
  }

  // What this tab has just opened did not answer it (see <reading-trail>).
  tellWhatWasRead() {
    const field = this.form.elements.namedItem("seen");
    if (!field || field.value) return;
    try {
      const steps = JSON.parse(sessionStorage.getItem("reading-trail") ?? "[]");
      field.value = steps.map((step) => `${step.kind}:${step.id}`).slice(-20).join(" ");
    } catch {
      // Without storage nothing is known of it.
    }
  }
}

function precedes(one, other) {
  return Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
}

customElements.define("typed-suggestions", TypedSuggestions);
