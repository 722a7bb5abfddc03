// <search-box data-url data-locale> around a plain search form: suggests titles while one types, and
// searches that others made; first, who asks for a person gets the ways to get in touch. The ARIA 1.2 combobox pattern (list autocomplete, manual selection): the
// input keeps the focus, the arrow keys move through the list, Enter opens the chosen one or else
// searches, Escape closes; the page's live region tells how many there are.
const PAUSE = 150;
const LEAST = 2;
let count = 0;

class SearchBox extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input[type=search]");
    if (!this.input || !this.dataset.url || this.list) return;
    this.list = document.createElement("ul");
    this.list.id = `suggestions-${(count += 1)}`;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.input.labels?.[0]?.textContent.trim() ?? "");
    this.list.hidden = true;
    this.append(this.list);
    const attributes = {
      role: "combobox",
      autocomplete: "off",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.list.id,
    };
    for (const [name, value] of Object.entries(attributes)) this.input.setAttribute(name, value);
    this.input.addEventListener("input", () => this.later());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("focus", () => this.list.children.length && this.open());
    this.addEventListener("focusout", (event) => {
      if (!this.contains(event.relatedTarget)) this.close();
    });
    // The list must not take the focus from the input before the click arrives.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
  }

  disconnectedCallback() {
    this.stop();
  }

  // No answer to what was typed shall come any more.
  stop() {
    clearTimeout(this.timer);
    this.asking?.abort();
  }

  later() {
    this.stop();
    const words = this.input.value.trim();
    if (words.length < LEAST) {
      this.show([]);
      return;
    }
    this.timer = setTimeout(() => this.ask(words), PAUSE);
  }

  async ask(words) {
    this.asking = new AbortController();
    const url = new URL(this.dataset.url, location.href);
    url.searchParams.set("q", words);
    url.searchParams.set("locale", this.dataset.locale ?? "");
    const kind = this.querySelector("input[name=kind]")?.value;
    if (kind) url.searchParams.set("kind", kind);
    try {
      const response = await fetch(url, { signal: this.asking.signal, credentials: "same-origin" });
      if (!response.ok) return;
      const answer = await response.json();
      if (words === this.input.value.trim()) this.show(entries(answer), answer.status);
    } catch {
      // Aborted by the next key, or no network: the form still searches.
    }
  }

  show(found, status = "") {
    this.chosen = -1;
    this.list.replaceChildren(...found.map((one, number) => this.option(one, number)));
    this.input.removeAttribute("aria-activedescendant");
    if (found.length && this.contains(document.activeElement)) this.open();
    else this.close();
    const live = document.getElementById("status");
    if (live) live.textContent = status;
  }

  option(entry, number) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${number}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.url = entry.url;
    option.dataset.kind = entry.kind;
    if (entry.kind === "contact") option.toggleAttribute("data-contact-card", true);
    if (entry.count) option.dataset.count = entry.count;
    const title = document.createElement("span");
    title.className = "suggestion__title";
    title.dir = "auto";
    if (entry.lang) title.lang = entry.lang;
    title.textContent = entry.title;
    const kind = document.createElement("span");
    kind.className = "meta";
    kind.append(...noted(entry));
    if (entry.kind === "search") option.append(this.sign());
    option.append(title, " ", kind);
    if (entry.mark) option.append(" ", this.mark(entry.mark));
    option.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey) window.open(entry.url, "_blank", "noopener");
      else this.go(option);
    });
    return option;
  }

  // What else to know before one chooses it.
  mark(words) {
    const mark = document.createElement("span");
    mark.className = "pill pill--warning";
    mark.textContent = words;
    return mark;
  }

  // The form's own picture of a search.
  sign() {
    const icon = this.querySelector(".search__icon")?.cloneNode(true);
    icon?.classList.replace("search__icon", "suggestion__icon");
    return icon ?? "";
  }

  key(event) {
    if (event.isComposing) return;
    const options = this.list.children;
    const isOpen = !this.list.hidden;
    if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      this.stop();
      this.close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && options.length) {
      event.preventDefault();
      if (!isOpen) this.open();
      const step = event.key === "ArrowDown" ? 1 : -1;
      const places = options.length + 1; // one of them is the input itself
      this.choose(((this.chosen + 1 + step + places) % places) - 1);
    } else if (event.key === "Enter" && isOpen && this.chosen >= 0) {
      event.preventDefault();
      this.go(options[this.chosen]);
    } else if (event.key === "Tab") {
      this.stop();
      this.close();
    }
  }

  go(option) {
    if (option.dataset.count) navigator.sendBeacon(option.dataset.count);
    location.assign(option.dataset.url);
  }

  choose(number) {
    this.list.children[this.chosen]?.setAttribute("aria-selected", "false");
    this.chosen = number;
    const option = this.list.children[number];
    if (!option) {
      this.input.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }

  open() {
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
  }

  close() {
    this.list.hidden = true;
    this.choose(-1);
    this.input.setAttribute("aria-expanded", "false");
  }
}

// Ways to get in touch first, then pages, then searches: each says what choosing it does.
function entries(answer) {
  const ways = (answer.contact ?? []).map((one) => ({
    kind: "contact",
    title: one.title,
    lang: "",
    kindName: one.notes.join(" · "),
    time: one.time,
    count: one.count,
    url: one.url,
  }));
  const pages = answer.suggestions.map((one) => ({
    kind: "page",
    title: one.title,
    lang: one.is_foreign ? one.locale : "",
    kindName: one.kind_name,
    mark: one.mark,
    url: one.url,
  }));
  const searches = (answer.searches ?? []).map((one) => ({
    kind: "search",
    title: one.query,
    lang: "",
    kindName: answer.searches_name,
    url: one.url,
  }));
  return [...ways, ...pages, ...searches];
}

// What is noted of an entry; the time in it stands in <local-time>, which tells it in the reader's zone.
function noted({ kindName, time }) {
  const [before, ...after] = time ? kindName.split(time.told) : [kindName];
  if (!after.length) return [before];
  const local = document.createElement("local-time");
  local.lang = time.lang;
  local.dataset.shown = "exact";
  const moment = document.createElement("time");
  moment.dateTime = time.at;
  moment.textContent = time.told;
  local.append(moment);
  return [before, local, after.join(time.told)];
}

customElements.define("search-box", SearchBox);
