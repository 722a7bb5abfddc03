// Where the keyboard goes on. Errors and answers have the focus by themselves (autofocus), but
// browsers leave that out where the address names a part of the page; and what is wider than its
// place can only be scrolled by keys if it can have the focus, under a name.
const WIDE = "pre, .table-frame, .scroll-x, .prose table";

if (location.hash) {
  goOn();
  // Loading ends with going to the named part.
  addEventListener("load", goOn);
}

function goOn() {
  const { activeElement } = document;
  const isNobodys = activeElement === document.body || activeElement?.matches(":target");
  if (isNobodys) document.querySelector("main [autofocus]")?.focus();
}

const sizes = new ResizeObserver((entries) => {
  for (const { target } of entries) nameIfWide(target);
});

function nameIfWide(block) {
  // Who already has a name, or the focus, keeps it.
  if (block.scrollWidth <= block.clientWidth || block.hasAttribute("role")) return;
  block.tabIndex = 0;
  block.setAttribute("role", "region");
  block.setAttribute("aria-label", document.getElementById("status").dataset.wide);
}

function watch(root) {
  for (const block of root.querySelectorAll(WIDE)) sizes.observe(block);
}

watch(document);
document.addEventListener("htmx:afterSettle", (event) => watch(event.target));
