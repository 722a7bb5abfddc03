// How far an act on many articles is, told anew every three seconds until it is through; at the end aloud, too.
// Without this file a link does it.
const EVERY = 3000;
const shown = document.querySelector("[data-act]");
const through = document.querySelector("[data-through]");
const look = document.querySelector("[data-look]");

async function tellAnew() {
  const answer = await fetch("?progress").catch(() => null);
  // Who is signed out meanwhile is sent a whole page; who asks too late asks again.
  if (answer?.redirected) return;
  if (answer?.ok) shown.innerHTML = await answer.text();
  if (shown.querySelector("[data-under-way]")) {
    setTimeout(tellAnew, EVERY);
    return;
  }
  look.hidden = true;
  through.textContent = shown.querySelector("p").textContent.trim().replace(/\s+/g, " ");
}

setTimeout(tellAnew, EVERY);
