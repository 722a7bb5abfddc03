// Where the keyboard goes on: at what has come for it (data-focus), on a new page as after a swap.
// Not autofocus: browsers leave that out where the address names a part of the page.
// What is wider than its place can only be scrolled by keys if it can have the focus, under a name.
const WIDE = "pre, .table-frame, .scroll-x, .prose table";

function goOn() {
  const { activeElement } = document;
  const isNobodys = activeElement === document.body || activeElement?.matches(":target");
  if (isNobodys) document.querySelector("main [data-focus]")?.focus();
}

const sizes = new ResizeObserver((entries) => {
  for (const { target } of entries) nameIfWide(target);
});

function nameIfWide(block) {
  // Who already has a name keeps it.
  if (block.scrollWidth <= block.clientWidth || block.hasAttribute("role")) return;
  block.tabIndex = 0;
  block.setAttribute("role", "region");
  block.setAttribute("aria-label", document.getElementById("status").dataset.wide);
}

function watch() {
  for (const block of document.querySelectorAll(WIDE)) sizes.observe(block);
}

goOn();
watch();
// Loading ends with going to the part that the address names.
addEventListener("load", goOn);
document.addEventListener("htmx:afterSettle", () => {
  goOn();
  watch();
});
