// Fetches htmx once somebody is about to use a form that swaps a part of the page: most readers
// never do. Until it is there such a form waits for it; without it the form is posted as any other.
{
  const { htmx } = document.currentScript.dataset;
  let coming = null;
  let isOver = false;

  // htmx looks at a page once: when its parts are there, or at once where all of it is.
  const isWhole = new Promise((resolve) => {
    if (document.readyState === "complete") resolve();
    else addEventListener("load", resolve);
  });
  const come = async () => {
    await isWhole;
    await new Promise((resolve) => {
      const script = document.createElement("script");
      script.src = htmx;
      script.addEventListener("load", resolve);
      script.addEventListener("error", resolve);
      document.head.append(script);
    });
    isOver = true;
  };
  const fetched = () => (coming ??= come());
  const swaps = (target) => target instanceof Element && target.closest("[hx-post]") !== null;

  for (const sign of ["pointerover", "focusin"]) {
    document.addEventListener(sign, (event) => {
      if (swaps(event.target)) fetched();
    });
  }
  document.addEventListener("submit", async (event) => {
    if (isOver || !swaps(event.target)) return;
    event.preventDefault();
    const { submitter } = event;
    await fetched();
    // htmx notes which button was pressed by its click.
    if (submitter) submitter.click();
    else event.target.requestSubmit();
  });
}
