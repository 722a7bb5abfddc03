// What somebody sends from an editor's form (kb/sent_again_view) waits for the answer to the save that the editor has
// begun by itself, and none begins after it: of a new page the answer holds the address of the page, and to an older
// text that came later the site would give the last word. Without this file a page is made once as well.
(() => {
  const form = document.querySelector("form[data-edit-form]");
  if (!form) return;
  const setSaving = (isOn) => form.setAttribute("data-w-autosave-active-value", isOn);
  let isSaving = false;
  let send = null;

  document.addEventListener("w-autosave:save", (event) => {
    isSaving = !event.defaultPrevented;
  });

  const answered = () => {
    isSaving = false;
    const waiting = send;
    send = null;
    waiting?.();
  };
  document.addEventListener("w-autosave:success", answered);
  document.addEventListener("w-autosave:error", answered);

  // After all that may hold it back.
  document.addEventListener("submit", (event) => {
    if (event.target !== form || event.defaultPrevented) return;
    setSaving(false);
    if (!isSaving) return;
    event.preventDefault();
    const button = event.submitter;
    send = () => {
      // A button that is switched off says nothing of what it is for.
      const isOff = button?.disabled;
      if (isOff) button.disabled = false;
      form.requestSubmit(button);
      if (isOff) button.disabled = true;
    };
  });

  // Somebody came back to it.
  window.addEventListener("pageshow", (event) => event.persisted && setSaving(true));
})();
