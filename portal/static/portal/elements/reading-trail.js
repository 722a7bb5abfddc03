// <reading-trail>: what was searched and read in this tab, kept in this tab and nowhere else.
// On every page it notes what <main data-trail-kind data-trail-id data-trail-title> is about.
// In a form (data-field) it lists the entries, each of which can be taken out before sending.
const KEY = "reading-trail";
const MOST = 20;

function kept() {
  try {
    const entries = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
    return Array.isArray(entries) ? entries : [];
  } catch {
    return [];
  }
}

function note({ trailKind: kind, trailId: id, trailTitle: title }) {
  if (!kind || !id) return;
  const others = kept().filter((entry) => entry.kind !== kind || entry.id !== id);
  const entry = { kind, id: id.slice(0, 200), title: (title || id).slice(0, 200) };
  try {
    sessionStorage.setItem(KEY, JSON.stringify([...others, entry].slice(-MOST)));
  } catch {
    // Without storage nothing goes along.
  }
}

class ReadingTrail extends HTMLElement {
  connectedCallback() {
    if (!this.dataset.field) return;
    // A form that was shown before has the reader's own choice in it.
    if (!("shown" in this.dataset)) for (const entry of kept()) this.list(entry);
    this.offerBrowser();
    const isEmpty = !this.querySelector("[data-entries] li");
    this.querySelector("p").hidden = isEmpty;
    this.hidden = false;
  }

  list(entry) {
    const template = this.querySelector(`template[data-kind="${CSS.escape(entry.kind)}"]`);
    if (!template) return;
    const item = template.content.cloneNode(true);
    item.querySelector("input").value = JSON.stringify(entry);
    item.querySelector("bdi").textContent = entry.title;
    this.querySelector("[data-entries]").append(item);
  }

  offerBrowser() {
    const button = this.querySelector("[data-browser]");
    const field = this.closest("form")?.elements.namedItem("browser");
    if (!button || !field || field.value) return;
    button.hidden = false;
    button.addEventListener("click", () => {
      field.value = navigator.userAgent.slice(0, 200);
      button.hidden = true;
      field.focus();
    });
  }
}

const main = document.querySelector("main[data-trail-kind]");
if (main) note(main.dataset);
customElements.define("reading-trail", ReadingTrail);
