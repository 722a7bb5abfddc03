// <carried-attempts> in the contact form, and where a fix is said to have worked: what was begun
// before in this tab, or in the one whose suggestion was opened here, goes along with what is sent.
// So it does not pass for an attempt that needed no request, or counts as solved. It is kept in
// this tab, for a day.
const KEY = "contact-attempts";
const FROM = "#from=";
const MOST = 5;
const KEPT = 24 * 60 * 60 * 1000;

function kept() {
  try {
    const entries = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
    return Array.isArray(entries) ? entries.filter(({ at }) => Date.now() - at < KEPT) : [];
  } catch {
    return [];
  }
}

function keep(start) {
  const others = kept().filter((entry) => entry.start !== start);
  try {
    const entries = [...others, { start, at: Date.now() }].slice(-MOST);
    sessionStorage.setItem(KEY, JSON.stringify(entries));
  } catch {
    // Without storage nothing goes along.
  }
}

class CarriedAttempts extends HTMLElement {
  connectedCallback() {
    const form = this.closest("form");
    const own = () => form.elements.namedItem("start")?.value;
    if (own()) form.addEventListener("input", () => keep(own()));
    form.addEventListener("formdata", ({ formData }) => {
      for (const { start } of kept()) if (start !== own()) formData.append("before", start);
    });
  }
}

if (location.hash.startsWith(FROM)) {
  keep(decodeURIComponent(location.hash.slice(FROM.length)));
  history.replaceState(history.state, "", location.pathname + location.search);
}
customElements.define("carried-attempts", CarriedAttempts);
