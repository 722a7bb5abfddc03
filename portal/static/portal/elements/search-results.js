// <search-results> around a list of results. Tells the server which result was opened, by a beacon
// to the signed address in the link's `ping`. Where there are no scripts, browsers that know `ping`
// do the same, so it is taken off here.
class SearchResults extends HTMLElement {
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

customElements.define("search-results", SearchResults);
