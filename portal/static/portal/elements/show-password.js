// Around a field for a password: a button that shows what was typed, and hides it again.
class ShowPassword extends HTMLElement {
  connectedCallback() {
    const field = this.querySelector("input");
    if (!field || this.querySelector("button")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button--quiet";
    button.setAttribute("aria-controls", field.id);
    const show = (shown) => {
      field.type = shown ? "text" : "password";
      button.textContent = shown ? this.dataset.hide : this.dataset.show;
    };
    button.addEventListener("click", () => {
      show(field.type === "password");
      field.focus();
    });
    // Hidden when it is sent: browsers offer to keep passwords, and not what stands in other fields.
    field.form?.addEventListener("submit", () => show(false));
    show(false);
    this.append(button);
  }
}

customElements.define("show-password", ShowPassword);
