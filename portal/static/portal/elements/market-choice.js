// <market-choice> around links to this page for each country. The choice is kept in this browser and
// made again on later visits; not over a form that has come back, whose words would be lost.
const KEPT_AS = "market";

class MarketChoice extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this);
    const isAsked = new URLSearchParams(location.search).has(KEPT_AS);
    if (!isAsked && !("stays" in this.dataset)) this.choose(kept());
  }

  disconnectedCallback() {
    this.removeEventListener("click", this);
  }

  handleEvent(event) {
    const link = event.target.closest("a[data-market]");
    if (link) keep(link.dataset.market);
  }

  choose(code) {
    const links = [...this.querySelectorAll("a[data-market]")];
    const link = code && links.find((one) => one.dataset.market === code);
    if (link) location.replace(link.href);
  }
}

function kept() {
  try {
    return localStorage.getItem(KEPT_AS);
  } catch {
    return null; // Storage is switched off.
  }
}

function keep(code) {
  try {
    localStorage.setItem(KEPT_AS, code);
  } catch {
    // It is chosen for this page alone.
  }
}

customElements.define("market-choice", MarketChoice);
