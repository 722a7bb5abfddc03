// Menus in the header (<details name="site-menu">): they close on Escape, on a click elsewhere and
// when the focus leaves them. Opening and closing by their button is the browser's own.
function opened() {
  return document.querySelector('details[name="site-menu"][open]');
}

document.addEventListener("keydown", (event) => {
  const menu = opened();
  if (event.key !== "Escape" || !menu) return;
  const hadFocus = menu.contains(document.activeElement);
  menu.open = false;
  if (hadFocus) menu.querySelector("summary").focus();
});

document.addEventListener("click", (event) => {
  const menu = opened();
  if (menu && !menu.contains(event.target)) menu.open = false;
});

document.addEventListener("focusin", (event) => {
  const menu = opened();
  if (menu && !menu.contains(event.target)) menu.open = false;
});
