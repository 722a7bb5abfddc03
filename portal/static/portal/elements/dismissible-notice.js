// <dismissible-notice data-version> around an announcement: its button hides it on this device, until
// it says something else. What is hidden is remembered by the browser alone, and by its last few.
const KEY = "hidden-announcements";
const MOST = 30;

function hidden() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY));
    return Array.isArray(found) ? found : [];
  } catch {
    return [];
  }
}

function hide(version) {
  try {
    const others = hidden().filter((one) => one !== version);
    localStorage.setItem(KEY, JSON.stringify([...others, version].slice(-MOST)));
  } catch {
    // Without storage it comes back with the next page.
  }
}

class DismissibleNotice extends HTMLElement {
  connectedCallback() {
    if (hidden().includes(this.dataset.version)) {
      this.dismiss();
      return;
    }
    const button = this.querySelector("[data-dismiss]");
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", () => {
      hide(this.dataset.version);
      this.dismiss();
      document.getElementById("main")?.focus();
    });
  }

  dismiss() {
    const region = this.closest("section");
    this.remove();
    // A region without anything in it is none.
    if (region && !region.querySelector("dismissible-notice")) region.remove();
  }
}

customElements.define("dismissible-notice", DismissibleNotice);
