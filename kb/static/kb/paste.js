// Pasting into a text of an article (kb/pasting): what a text block cannot hold, as tables, pictures and Word's lists,
// the server makes into blocks, which stand below the text. All else is the editor's own, as without this file.
(() => {
  const script = document.currentScript;
  const NEEDS_BLOCKS =
    /<(?:table|pre|hr|dl|details|nav|footer|iframe|video|audio|object|embed|math)[\s>]|<img\s|mso-(?:list|footnote-id):/i;
  const AROUND = "div, section, article, main, header, aside, address, center, fieldset, form, figure, hgroup";
  const LEVELS = { h1: "h2", h5: "h4", h6: "h4" };
  const BLOCKS = `${AROUND}, p, h1, h2, h3, h4, h5, h6, ul, ol, li, blockquote`;
  const MOST_PICTURES = 10;
  const MUCH = 100_000;
  const BREATH = 300;

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

  /* The loose words in an element as paragraphs, and the element itself gone; a body stays. */
  const unwrap = (element) => {
    let paragraph = null;
    for (const node of [...element.childNodes]) {
      if (node.matches?.(BLOCKS) || node.querySelector?.(BLOCKS)) {
        paragraph = null;
      } else if (paragraph || node.textContent.trim()) {
        paragraph ??= element.insertBefore(document.createElement("p"), node);
        paragraph.append(node);
      }
    }
    if (element.localName !== "body") element.replaceWith(...element.childNodes);
  };

  /* The HTML as Draftail reads it whole: it glues words that stand in a <div> to those before them, and takes for bold
     what Google Docs says is not; or "" where it needs no such help. */
  const plain = (html) => {
    const { body } = new DOMParser().parseFromString(html, "text/html");
    const around = [...body.querySelectorAll(AROUND)];
    const light = [...body.querySelectorAll("b, strong")].filter((one) => /^(normal|400)$/.test(one.style.fontWeight));
    const headings = [...body.querySelectorAll(Object.keys(LEVELS).join())];
    if (!around.length && !light.length && !headings.length) return "";
    around.reverse().forEach(unwrap);
    if (around.length) unwrap(body);
    light.forEach((one) => one.replaceWith(...one.childNodes));
    for (const one of headings) {
      const heading = document.createElement(LEVELS[one.localName]);
      heading.append(...one.childNodes);
      one.replaceWith(heading);
    }
    return body.innerHTML;
  };

  let own = null;

  /* Paste this instead. */
  const repaste = (event, html) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", html);
    clipboardData.setData("text/plain", event.clipboardData.getData("text/plain"));
    own = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    event.target.dispatchEvent(own);
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

  /* The page stays alive meanwhile: each block is made of editors, and some hundred blocks take a minute. */
  const insert = async ({ blocks, child, editor }, made) => {
    const isEmpty = !editor.querySelector(".public-DraftEditor-content")?.textContent.trim();
    let last = child;
    let since = performance.now();
    for (const one of made) {
      last = blocks.insert(one, blocks.children.indexOf(last) + 1);
      if (performance.now() - since > BREATH) {
        await new Promise((resolve) => {
          setTimeout(resolve);
        });
        since = performance.now();
      }
    }
    if (isEmpty && made.length) blocks.deleteBlock(blocks.children.indexOf(child));
  };

  const send = async (place, html, files) => {
    if (html.length > MUCH) tell(script.dataset.much, "warning");
    try {
      const answer = await fetch(script.dataset.url, {
        method: "POST",
        headers: { "X-CSRFToken": document.querySelector("[name=csrfmiddlewaretoken]").value },
        body: form(html, files),
      });
      const { blocks = [], said = [] } = await answer.json();
      await insert(place, blocks);
      said.forEach((words) => tell(words, "warning"));
      if (blocks.length) tell(script.dataset.done, "success");
    } catch {
      tell(script.dataset.failed, "error");
    }
  };

  document.addEventListener(
    "paste",
    (event) => {
      if (event === own) return;
      const html = event.clipboardData?.getData("text/html") ?? "";
      const place = NEEDS_BLOCKS.test(html) && placeOf(event.target);
      const better = !place && event.target.closest?.(".Draftail-Editor") ? plain(html) : "";
      if (!place && !better) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (better) {
        repaste(event, better);
        return;
      }
      const files = [...event.clipboardData.files].filter((file) => file.type.startsWith("image/"));
      send(place, html, files);
    },
    true,
  );
})();
