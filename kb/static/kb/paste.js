// Pasting into a text of an article (kb/pasting): what a text block cannot hold, as tables, pictures and Word's lists,
// the server makes into blocks, which stand below the text. All else is the editor's own, as without this file.
(() => {
  const script = document.currentScript;
  const NEEDS_BLOCKS = /<table[\s>]|<img\s|mso-list:|<pre[\s>]/i;
  const MOST_PICTURES = 10;

  const tell = (text, type) => {
    document.dispatchEvent(new CustomEvent("w-messages:add", { detail: { text, type } }));
  };

  /* The text block of the article that an element stands in, and the article's blocks. */
  const placeOf = (element) => {
    const editor = element.closest?.(".Draftail-Editor");
    const blocks = editor?.closest("#body-root")?.rootBlock;
    const child = blocks?.children.find((one) => one.type === "text" && one.element.contains(editor));
    return child && { blocks, child, editor };
  };

  /* What a data: address holds; nothing of one that is not as it should be. */
  const decoded = (address) => {
    try {
      const bytes = atob(address.slice(address.indexOf(",") + 1));
      return new Blob([Uint8Array.from(bytes, (sign) => sign.charCodeAt(0))]);
    } catch {
      return new Blob([]);
    }
  };

  /* The HTML with its own pictures named and put beside it; and pictures that came as files. */
  const form = (html, files) => {
    const parsed = new DOMParser().parseFromString(html, "text/html");
    const body = new FormData();
    const pictures = [...parsed.querySelectorAll("img[src^='data:image/']")].slice(0, MOST_PICTURES);
    for (const [number, picture] of pictures.entries()) {
      body.append(`pasted-${number}`, decoded(picture.getAttribute("src")), `pasted-${number}.png`);
      picture.setAttribute("src", `pasted-${number}`);
    }
    // Word shows its pictures to nobody but itself: those that came along stand for them in their order.
    const hidden = [...parsed.querySelectorAll("img[src^='file:']")];
    for (const [number, file] of files.slice(0, MOST_PICTURES - pictures.length).entries()) {
      body.append(`file-${number}`, file, file.name);
      hidden[number]?.setAttribute("src", `file-${number}`);
    }
    body.append("html", parsed.body.innerHTML);
    return body;
  };

  const insert = ({ blocks, child, editor }, made) => {
    const isEmpty = !editor.querySelector(".public-DraftEditor-content")?.textContent.trim();
    const index = blocks.children.indexOf(child);
    made.forEach((one, number) => blocks.insert(one, index + 1 + number));
    if (isEmpty && made.length) blocks.deleteBlock(index);
  };

  const send = async (place, html, files) => {
    try {
      const answer = await fetch(script.dataset.url, {
        method: "POST",
        headers: { "X-CSRFToken": document.querySelector("[name=csrfmiddlewaretoken]").value },
        body: form(html, files),
      });
      const { blocks = [], said = [] } = await answer.json();
      insert(place, blocks);
      said.forEach((words) => tell(words, "warning"));
      if (blocks.length) tell(script.dataset.done, "success");
    } catch {
      tell(script.dataset.failed, "error");
    }
  };

  document.addEventListener(
    "paste",
    (event) => {
      const html = event.clipboardData?.getData("text/html") ?? "";
      const place = NEEDS_BLOCKS.test(html) && placeOf(event.target);
      if (!place) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const files = [...event.clipboardData.files].filter((file) => file.type.startsWith("image/"));
      send(place, html, files);
    },
    true,
  );
})();
