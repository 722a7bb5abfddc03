// <search-results> and <contact-ways> around links that are counted. Tells the server which one was
// followed, by a beacon to the signed address in the link's `ping`. Where there are no scripts,
// browsers that know `ping` do the same, so it is taken off here.
class CountedLinks extends HTMLElement {
  connectedCallback() {
    for (const link of this.querySelectorAll("a[ping]")) {
      link.dataset.click = link.getAttribute("ping");
      link.removeAttribute("ping");
    }
    this.addEventListener("click", this);
    this.addEventListener("auxclick", this);
  }

  disconnectedCallback() {
    this.removeEventListener("click", this);
    this.removeEventListener("auxclick", this);
  }

  handleEvent(event) {
    if (event.type === "auxclick" && event.button !== 1) return;
    const link = event.target.closest("a[data-click]");
    if (link) navigator.sendBeacon(link.dataset.click);
  }
}

customElements.define("search-results", class extends CountedLinks {});
customElements.define("contact-ways", class extends CountedLinks {});
