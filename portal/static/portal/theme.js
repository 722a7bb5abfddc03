// Applies the reader's own choice of light or dark before the page is painted.
try {
  const choice = localStorage.getItem("theme");
  if (choice === "light" || choice === "dark") document.documentElement.dataset.theme = choice;
} catch {
  // Storage may be forbidden: then the system's preference holds.
}
