// <typed-draft data-front data-name data-keep data-shown data-writer> in a form: what is typed is kept in this tab, and
// nowhere else, until the server says that it has arrived (portal/limits/drafts.py) or who typed it
// signs out. The draft is found again in any language, by whoever typed it: what a member typed, when the
// session ends, by that account alone. Passwords and codes are never kept.
const PREFIX = "draft:";
const LEFT = "drafts-left";
const COOKIE = /(?:^|;\s*)arrived="?([^;"]*)/;
const SECRET = /password|one-time-code/;
const UNTYPED = ["password", "file", "hidden", "submit", "button", "reset", "image"];

function read(name) {
  try {
    const draft = JSON.parse(sessionStorage.getItem(PREFIX + name));
    return Array.isArray(draft) ? { writer: "", values: draft } : draft;
  } catch {
    return null;
  }
}

function write(name, values, writer = "") {
  try {
    if (values) sessionStorage.setItem(PREFIX + name, JSON.stringify({ writer, values }));
    else sessionStorage.removeItem(PREFIX + name);
  } catch {
    // Without storage, or room in it, the page alone has what was typed.
  }
}

function forgetAll() {
  try {
    for (const key of Object.keys(sessionStorage))
      if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
  } catch {
    // Without storage there is nothing to forget.
  }
}

// Who signs out in one tab has left all of them.
window.addEventListener("storage", (event) => {
  if (event.key === LEFT) forgetAll();
});

function leave() {
  forgetAll();
  try {
    localStorage.setItem(LEFT, String(Date.now()));
  } catch {
    // Then the other tabs keep theirs until they are closed.
  }
}

function forgetArrived() {
  const name = COOKIE.exec(document.cookie)?.[1];
  if (!name) return;
  document.cookie = "arrived=; Max-Age=0; path=/; SameSite=Lax";
  if (name === "*") leave();
  else write(decodeURIComponent(name), null);
}

class TypedDraft extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    if (!this.form || this.name) return;
    // Not form.action: a button may have that name.
    const address = new URL(this.form.getAttribute("action") || location.href, location.href);
    const path = decodeURI(address.pathname);
    const front = this.dataset.front;
    const below = path.startsWith(front) ? path.slice(front.length) : path.slice(1);
    this.name = this.dataset.name ?? below;
    const isTyped = (field) =>
      field.name && !UNTYPED.includes(field.type) && !SECRET.test(field.autocomplete);
    this.secret = [...this.form.elements].filter((field) => !isTyped(field));
    this.restore();
    for (const kind of ["input", "change"]) this.form.addEventListener(kind, () => this.keep());
    this.querySelector("button").addEventListener("click", () => this.startAgain());
  }

  // Fields may have come since (see <reading-trail>); what was secret once stays so.
  get fields() {
    return [...this.form.elements].filter(
      (field) =>
        field.name &&
        !this.secret.includes(field) &&
        !UNTYPED.includes(field.type) &&
        !field.closest("[aria-hidden=true]"),
    );
  }

  get kept() {
    return (this.dataset.keep ?? "").split(" ").flatMap((name) => this.form.elements[name] ?? []);
  }

  keep() {
    const changed = this.fields.filter(isChanged).map((field) => [field.name, valueOf(field)]);
    if (changed.length) for (const field of this.kept) changed.push([field.name, field.value]);
    write(this.name, changed.length ? changed : null, this.writer);
  }

  get writer() {
    return this.dataset.writer ?? "";
  }

  // A guest may be its writer, whose session has ended: then it waits for the sign-in.
  draft() {
    const found = read(this.name);
    if (!found?.writer || found.writer === this.writer) return found?.values;
    if (this.writer) write(this.name, null);
    return null;
  }

  restore() {
    const draft = this.draft();
    if ("shown" in this.dataset) return;
    if (!draft) {
      // What came in the address (?title=) is as good as typed.
      const asked = new URLSearchParams(location.search);
      const begun = this.fields.filter((field) => asked.has(field.name) && field.value);
      if (begun.length)
        write(this.name, begun.map((field) => [field.name, valueOf(field)]), this.writer);
      return;
    }
    let isNews = false;
    for (const [name, value] of draft) {
      for (const field of [...this.fields, ...this.kept])
        if (field.name === name && setValue(field, value)) isNews ||= field.type !== "hidden";
    }
    this.hidden = !isNews;
  }

  startAgain() {
    write(this.name, null);
    this.form.reset();
    this.hidden = true;
    this.fields.find((field) => field.matches("input, textarea"))?.focus();
  }
}

function isBox(field) {
  return field.type === "checkbox" || field.type === "radio";
}

function isChanged(field) {
  if (isBox(field)) return field.checked !== field.defaultChecked;
  if (field.options) return [...field.options].some((one) => one.selected !== one.defaultSelected);
  return field.value !== field.defaultValue;
}

function valueOf(field) {
  return isBox(field) ? { of: field.value, checked: field.checked } : field.value;
}

// Whether it changed anything.
function setValue(field, value) {
  if (isBox(field)) {
    if (field.value !== value.of || field.checked === value.checked) return false;
    field.checked = value.checked;
    return true;
  }
  if (field.value === value) return false;
  if (field.options && ![...field.options].some((one) => one.value === value)) return false;
  field.value = value;
  return true;
}

forgetArrived();
document.addEventListener("htmx:afterRequest", forgetArrived);
customElements.define("typed-draft", TypedDraft);
