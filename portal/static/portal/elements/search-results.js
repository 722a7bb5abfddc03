// <search-results> around a list of results. Tells the server which result was opened, by a beacon
// to the signed address of its item; the links themselves stay plain. Where there are no scripts,
// the links' own `ping` does the same, so it is taken off here.
class SearchResults extends HTMLElement {
  connectedCallback() {
    for (const link of this.querySelectorAll("a[ping]")) link.removeAttribute("ping");
    this.addEventListener("click", this);
    this.addEventListener("auxclick", this);
  }

  disconnectedCallback() {
    this.removeEventListener("click", this);
    this.removeEventListener("auxclick", this);
  }

  handleEvent(event) {
    if (event.type === "auxclick" && event.button !== 1) return;
    const item = event.target.closest("a[href]")?.closest("[data-click]");
    if (item) navigator.sendBeacon(item.dataset.click);
  }
}

customElements.define("search-results", SearchResults);
