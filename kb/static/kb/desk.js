// The translators' desk (kb/translation/desk): each text is saved by itself, and every act has a key. Without this
// file the page is a plain form that does the same.
const AFTER_TYPING = 1500;
const desk = document.querySelector(".desk");
const form = document.getElementById("desk-form");
const publish = document.getElementById("desk-publish");
const segments = [...desk.querySelectorAll(".desk__segment")].map((row) => new Segment(row));

function token() {
  return form.elements.csrfmiddlewaretoken.value;
}

function say(words) {
  const place = desk.querySelector(".desk__saved");
  place.textContent = words;
  place.hidden = false;
}

const SAVED = desk.querySelector(".desk__saved").textContent;

function showPreview() {
  const frame = desk.querySelector(".desk__preview");
  if (frame.offsetParent) frame.contentWindow.location.reload();
}

function next(from) {
  const after = [...segments.slice(from + 1), ...segments.slice(0, from)];
  const one = after.find((segment) => !segment.isDone());
  if (one) one.focus();
  else (publish ?? form.querySelector("[value=save]")).focus();
}

function Segment(row) {
  const field = row.querySelector("textarea[name^='text-']");
  const version = row.querySelector("input[name^='version-']");
  const comment = row.querySelector("textarea[name^='comment-']");
  const conflict = row.querySelector(".desk__conflict");
  const suggestions = row.querySelector(".desk__suggestions");
  let kept = field.value;
  let timer = 0;
  let running = Promise.resolve(true);

  this.isDone = () => ["done", "carried"].includes(row.dataset.state);
  this.isTyped = () => field.value !== kept;
  this.focus = () => {
    field.focus();
    field.scrollIntoView({ block: "center" });
  };
  // One after the other: each is sent with the version that the one before it made.
  this.save = (always = false) => {
    clearTimeout(timer);
    running = running.then(() => (always || this.isTyped() ? send() : true));
    return running;
  };

  async function send() {
    const text = field.value;
    const body = new URLSearchParams({ text, version: version.value });
    let answer;
    try {
      const response = await fetch(`segment/${row.dataset.name}/`, {
        method: "POST",
        headers: { "X-CSRFToken": token() },
        body,
      });
      answer = await response.json();
      if (response.status === 409) {
        disagree(answer);
        return false;
      }
      if (!response.ok) throw new Error(response.statusText);
    } catch {
      say(desk.dataset.failed);
      return false;
    }
    kept = text;
    tell(answer);
    return true;
  }

  function tell(answer) {
    version.value = answer.version;
    row.dataset.state = answer.state;
    row.querySelector(".desk__state").textContent = answer.label;
    row.querySelector(".desk__findings").innerHTML = answer.findings;
    desk.querySelector(".desk__done").textContent = answer.done;
    conflict.hidden = true;
    say(SAVED);
    showPreview();
  }

  // Said aloud by its role. The focus stays where somebody may be typing.
  function disagree(answer) {
    row.querySelector(".desk__theirs").textContent = answer.theirs;
    conflict.dataset.version = answer.version;
    conflict.hidden = false;
    row.querySelector(".desk__choice").hidden = false;
  }

  const choose = (whose) => {
    version.value = conflict.dataset.version;
    if (whose === "theirs") {
      field.value = row.querySelector(".desk__theirs").textContent;
      kept = field.value;
      conflict.hidden = true;
      this.focus();
    } else {
      this.save(true);
    }
  };

  const insert = (text) => {
    field.value = text;
    field.dispatchEvent(new Event("input"));
    field.focus();
  };

  function insertMark() {
    const marks = [...row.querySelectorAll(".desk__marks bdi:first-child")].map((one) => one.textContent);
    const number = marks.map((one) => one.slice(1, -1)).find((one) => !new RegExp(`<${one}/?>`).test(field.value));
    if (!number) return;
    const isAlone = row.querySelector(".desk__text").textContent.includes(`<${number}/>`);
    const chosen = field.value.slice(field.selectionStart, field.selectionEnd);
    const at = field.selectionStart + number.length + 2 + (isAlone ? 1 : 0);
    field.setRangeText(isAlone ? `<${number}/>` : `<${number}>${chosen}</${number}>`);
    field.setSelectionRange(at, at);
    field.dispatchEvent(new Event("input"));
  }

  async function suggest() {
    if (suggestions.dataset.from) {
      const from = suggestions.dataset.from;
      delete suggestions.dataset.from;
      const response = await fetch(from).catch(() => null);
      if (response?.ok) suggestions.innerHTML = await response.text();
      else suggestions.dataset.from = from;
    }
    suggestions.hidden = !suggestions.innerHTML;
  }

  const onKey = (event) => {
    if (event.isComposing) return;
    const act = this.keys(event);
    if (!act) return;
    event.preventDefault();
    act();
  };
  this.keys = (event) => {
    const at = segments.indexOf(this);
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      return () => this.save(true).then((isSaved) => isSaved && publish?.click());
    }
    if (event.key === "Enter" && !event.shiftKey && !event.altKey) {
      return () => this.save(true).then((isSaved) => isSaved && next(at));
    }
    if (!event.altKey || event.ctrlKey || event.metaKey) return null;
    const digit = /^(?:Digit|Numpad)([0-5])$/.exec(event.code)?.[1];
    if (digit === "0") return () => insert(row.querySelector(".desk__text").textContent);
    const known = digit && suggestions.querySelectorAll("[data-text]")[digit - 1];
    if (digit) return () => known && insert(known.dataset.text);
    return {
      ArrowDown: () => segments[at + 1]?.focus(),
      ArrowUp: () => segments[at - 1]?.focus(),
      KeyM: insertMark,
      KeyC: () => {
        row.querySelector(".desk__comments").open = true;
        comment.focus();
      },
    }[event.code];
  };

  field.addEventListener("keydown", onKey);
  comment.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.isComposing) this.focus();
  });
  field.addEventListener("focus", suggest);
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => this.save(), AFTER_TYPING);
  });
  field.addEventListener("blur", () => this.save());
  row.addEventListener("click", (event) => {
    const button = event.target.closest("[data-text], [data-choose]");
    if (button?.dataset.choose) choose(button.dataset.choose);
    else if (button) insert(button.dataset.text);
  });
}

// The whole form is sent once what is on its way has arrived, or it would meet its own versions.
form.addEventListener("submit", async (event) => {
  if (form.dataset.ready) return;
  event.preventDefault();
  const saved = await Promise.all(segments.map((segment) => segment.save()));
  if (!saved.every(Boolean)) return;
  form.dataset.ready = "yes";
  // Not while this event is still on its way: the browser would not hear it.
  setTimeout(() => form.requestSubmit(event.submitter));
});

window.addEventListener("beforeunload", (event) => {
  if (!form.dataset.ready && segments.some((segment) => segment.isTyped())) event.preventDefault();
});

// Where the address names a text, the browser leads there by itself.
if (!location.hash) segments.find((segment) => !segment.isDone())?.focus();
