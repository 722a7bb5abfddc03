// Hints of plain words beside the text (kb/readability): told anew when the preview or a saved draft has what was
// typed, and each leads to its block. Without this file they are those of the text as it was opened.
const list = document.querySelector("[data-hints]");
let asked = 0;

// A new text has an address, and a number in it, as soon as it is saved.
function address() {
  const page = location.pathname.match(/\/pages\/(\d+)\/edit\//)?.[1];
  return page && list.dataset.hints.replace(/\/0\/$/, `/${page}/`);
}

async function tellAnew() {
  const from = address();
  if (!from) return;
  const mine = ++asked;
  const answer = await fetch(from).catch(() => null);
  // Who is signed out meanwhile is sent a whole page.
  if (!answer?.ok || answer.redirected || mine !== asked) return;
  const text = await answer.text();
  if (mine === asked) list.innerHTML = text;
}

// The deepest block that the editor has of a path: a part of a table has no field of its own.
function blockAt(path) {
  let found = null;
  for (const name of path.split(".")) {
    const inner = (found ?? document).querySelector(`[data-contentpath="${CSS.escape(name)}"]`);
    if (!inner) break;
    found = inner;
  }
  return found;
}

function lead(event) {
  const link = event.target.closest("[data-place]");
  const block = link && blockAt(link.dataset.place);
  if (!block) return;
  event.preventDefault();
  block.scrollIntoView({ block: "center" });
  // The buttons that move a block stand above its fields.
  const field = block.querySelector("[contenteditable='true'], textarea, input:not([type='hidden'])");
  (field ?? block.querySelector("button"))?.focus({ preventScroll: true });
}

if (list) {
  list.addEventListener("click", lead);
  document.addEventListener("w-preview:loaded", tellAnew);
  document.addEventListener("w-autosave:success", tellAnew);
}
