// <theme-switch>: automatic, light or dark, kept in this browser only.
class ThemeSwitch extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.addEventListener("click", (event) => {
      const button = event.target.closest("[data-theme-choice]");
      if (button) this.choose(button.dataset.themeChoice);
    });
    this.show(document.documentElement.dataset.theme ?? "");
  }

  choose(choice) {
    const root = document.documentElement;
    if (choice) root.dataset.theme = choice;
    else delete root.dataset.theme;
    try {
      if (choice) localStorage.setItem("theme", choice);
      else localStorage.removeItem("theme");
    } catch {
      // Not kept, but applied.
    }
    this.show(choice);
  }

  show(choice) {
    for (const button of this.querySelectorAll("[data-theme-choice]"))
      button.setAttribute("aria-pressed", String(button.dataset.themeChoice === choice));
  }
}

customElements.define("theme-switch", ThemeSwitch);
