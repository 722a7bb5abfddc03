/* A field above the tree of topics: what does not fit is hidden, what is above a fit stays. */
"use strict";

(() => {
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();

  const show = (item, wanted) => {
    const own = plain(item.querySelector(":scope > label").textContent).includes(wanted);
    const inside = [...item.querySelectorAll(":scope > ul > [data-topic]")];
    const below = inside.map((child) => show(child, wanted)).filter(Boolean).length;
    item.hidden = !own && !below;
    return !item.hidden;
  };

  const find = (tree, field) => {
    const wanted = plain(field.value);
    const told = tree.querySelector("[data-found]");
    tree.querySelectorAll(":scope > ul > [data-topic]").forEach((item) => show(item, wanted));
    const found = tree.querySelectorAll("[data-topic]:not([hidden])").length;
    told.textContent = wanted ? told.dataset.words.replace("%(n)s", found) : "";
  };

  const press = (event, tree) => {
    if (event.key === "Enter") {
      event.preventDefault(); // It would send the whole form.
    }
    if (event.key === "Enter" || event.key === "ArrowDown") {
      const first = tree.querySelector("[data-topic]:not([hidden]) > input[type=checkbox]");
      first?.focus();
      event.preventDefault();
    }
  };

  const start = (tree) => {
    const field = tree.querySelector("input[type=search]");
    field.closest("p").hidden = false;
    field.addEventListener("input", () => find(tree, field));
    // What is typed here is no part of the form: nothing of it has changed.
    for (const name of ["input", "change"]) {
      field.addEventListener(name, (event) => event.stopPropagation());
    }
    field.addEventListener("keydown", (event) => press(event, tree));
  };

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-topics]").forEach(start);
  });
})();
