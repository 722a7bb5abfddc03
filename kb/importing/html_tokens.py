"""A tree of HTML → the tokens that the Markdown parser gives, so that one reader reads both.

What a page has beside its text (scripts, forms, the site's own navigation) is left out and said.
"""

import re
from collections.abc import Callable, Iterable
from functools import partial

from markdown_it.token import Token

from kb.importing import html_classes, page_tables
from kb.importing.html_tree import COMMENT, Element, TextNode
from kb.importing.html_words import ASKING, ASKS, RUNS, WordsWriter, bold
from kb.importing.problems import Log

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = frozenset(
    {
        *(*_HEADINGS, "p", "ul", "ol", "li", "dl", "dt", "dd", "pre", "blockquote", "table"),
        *("hr", "figure", "details", "div", "section", "article", "main", "header", "footer"),
        *("aside", "nav", "address", "center", "body", "html", "fieldset", "form", "hgroup"),
        *("iframe", "video", "audio", "object", "embed"),
    }
)
_OF_THE_SITE = frozenset({"nav", "footer"})
_SHOWN = frozenset({"iframe", "video", "audio", "object", "embed"})
_LANGUAGE = re.compile(
    r"(?:language|lang)[-_ ]*(?P<name>[A-Za-z][\w+#-]*)"
    r"|(?:highlight|brush:)[-_ ]*(?!lang)(?P<other>[A-Za-z][\w+#-]*)"
)


def tokens(body: Element, log: Log) -> list[Token]:
    """The tokens of what stands in an element; what is left out goes to the log."""
    writer = HtmlTokenWriter(body, log)
    writer.blocks(body.content)
    return writer.tokens


class HtmlTokenWriter:
    """Writes tokens, block by block."""

    def __init__(self, body: Element, log: Log) -> None:
        self.tokens: list[Token] = []
        self.log = log
        # Where a page has several headings of level 1, they stand below its title.
        self._lower = len(list(body.all("h1"))) > 1
        self._titled = False
        self.words = WordsWriter(log)

    def blocks(self, content: Iterable[Element | TextNode]) -> None:
        """Blocks, and loose words between them as paragraphs."""
        loose: list[Element | TextNode] = []
        for child in content:
            if isinstance(child, Element) and _is_block(child):
                self.paragraph(loose)
                loose = []
                self._block(child)
            else:
                loose.append(child)
        self.paragraph(loose)

    def paragraph(self, content: Iterable[Element | TextNode], *, is_bold: bool = False) -> None:
        """A paragraph, if there is anything in it."""
        words = self.words.tokens(content)
        if any(token.type == "image" or token.content.strip() for token in words):
            line = next(token.map[0] for token in words if token.map)
            self.wrapped(
                "paragraph", "p", line, lambda: self._put_inline(bold(words) if is_bold else words)
            )

    def wrapped(self, name: str, tag: str, line: int, inside: Callable[[], None]) -> Token:
        """An opening and a closing token with something between them; `line` counts from 0."""
        opening = Token(f"{name}_open", tag, 1, map=[line, line + 1], block=True)
        self.tokens.append(opening)
        inside()
        self.tokens.append(Token(f"{name}_close", tag, -1, block=True))
        return opening

    def cell(
        self, name: str, content: Iterable[Element | TextNode], line: int, *, is_bold: bool
    ) -> Token:
        """A cell of a table: words in lines."""
        words = self.words.tokens(content)
        words = bold(words) if is_bold else words
        return self.wrapped(name, name, line, lambda: self._put_inline(words))

    def note(self, element: Element, message: str) -> None:
        self.log.note(element.line, message)

    def _put_inline(self, words: list[Token]) -> None:
        self.tokens.append(Token("inline", "", 0, children=words))

    def _block(self, element: Element) -> None:
        if "hidden" in element.attributes:
            self.note(element, "what a page hides is left out")
        elif write := _WRITERS.get(element.tag):
            write(self, element)
        elif element.tag in _OF_THE_SITE:
            self.note(element, f"<{element.tag}> is left out: it belongs to the site")
        else:
            self._plain(element)

    def _plain(self, element: Element) -> None:
        """An element that means nothing by itself, or a box by its class."""
        if element.tag in ASKS:
            self.note(element, ASKING.format(element.tag))
        if name := html_classes.box(element):
            self._box(element, name)
        elif _is_line(element):
            self.paragraph([element])
        else:
            self.words.remember(element)
            self.blocks(element.content)

    def _box(self, element: Element, name: str) -> None:
        line = element.line - 1
        opening = self.wrapped("container", "div", line, lambda: self.blocks(element.content))
        opening.info = name
        opening.meta = {"closed": True, "title": ""}

    def heading(self, element: Element) -> None:
        level = int(element.tag[1])
        if self._lower and (self._titled or level > 1):
            level = min(level + 1, 6)
        self._titled = self._titled or element.tag == "h1"
        self.words.remember(element)
        for inner in element.all("a", "span"):
            self.words.remember(inner)
        names, self.words.names = self.words.names, []
        words = self.words.tokens(element.content)

        def inside() -> None:
            self._put_inline(words)
            self.tokens[-1].meta = {"names": names}

        self.wrapped("heading", f"h{level}", element.line - 1, inside)

    def item_list(self, element: Element) -> None:
        name = "ordered_list" if element.tag == "ol" else "bullet_list"
        items = _items(element)
        if items:
            opening = self.wrapped(
                name, element.tag, element.line - 1, lambda: self._write_items(items)
            )
            if element.attributes.get("start", "").strip().isdecimal():
                opening.attrs = {"start": int(element.attributes["start"].strip()[:6])}

    def _write_items(self, items: list[list[Element | TextNode]]) -> None:
        for content in items:
            line = content[0].line - 1
            self.wrapped("list_item", "li", line, partial(self.blocks, content))

    def code(self, element: Element) -> None:
        token = Token("fence", "code", 0, map=[element.line - 1, element.line], block=True)
        token.content = element.words.removeprefix("\n")
        token.info = _language(element)
        self.tokens.append(token)

    def quote(self, element: Element) -> None:
        if name := html_classes.box(element):
            self._box(element, name)
        else:
            self.wrapped(
                "blockquote",
                "blockquote",
                element.line - 1,
                lambda: self.blocks(element.content),
            )

    def rule(self, element: Element) -> None:
        self.tokens.append(Token("hr", "hr", 0, map=[element.line - 1, element.line]))

    def table(self, element: Element) -> None:
        page_tables.write(self, element)

    def figure(self, element: Element) -> None:
        """A picture with its caption; another thing with its caption below it."""
        captions = list(element.all("figcaption"))
        caption = " ".join(" ".join(one.words for one in captions).split())
        pictures = list(element.all("img"))
        if len(pictures) == 1 and not any(element.all("table", "pre", "ul", "ol", "p")):
            pictures[0].attributes["title"] = caption or pictures[0].attributes.get("title", "")
            self.paragraph(pictures)
            return
        self.blocks(child for child in element.content if child not in captions)
        for one in captions:
            self.paragraph(one.content)

    def details(self, element: Element) -> None:
        summaries = [
            child
            for child in element.content
            if isinstance(child, Element) and child.tag == "summary"
        ]
        for summary in summaries:
            self.paragraph(summary.content, is_bold=True)
        self.blocks(child for child in element.content if child not in summaries)

    def definitions(self, element: Element) -> None:
        for child in element.content:
            if isinstance(child, Element) and child.tag == "dt":
                self.paragraph(child.content, is_bold=True)
            elif isinstance(child, Element):
                self.blocks(child.content)

    def shown(self, element: Element) -> None:
        """Something that an article cannot hold; where it lies elsewhere, a link to it is kept."""
        self.note(element, f"<{element.tag}> is left out; {_SHOWING}")
        address = element.attributes.get("src", element.attributes.get("data", "")).strip()
        address = f"https:{address}" if address.startswith("//") else address
        link = Element("a", {"href": address}, element.line)
        words = element.attributes.get("title", "") or element.words.strip() or address
        link.content.append(TextNode(words, element.line))
        is_elsewhere = re.match("https?://", address, re.IGNORECASE)
        self.paragraph([link] if is_elsewhere else element.content)


_SHOWING = "put a picture or a link there"
_WRITERS: dict[str, Callable[[HtmlTokenWriter, Element], None]] = {
    **dict.fromkeys(_HEADINGS, HtmlTokenWriter.heading),
    **dict.fromkeys(("ul", "ol"), HtmlTokenWriter.item_list),
    **dict.fromkeys(_SHOWN, HtmlTokenWriter.shown),
    "pre": HtmlTokenWriter.code,
    "blockquote": HtmlTokenWriter.quote,
    "hr": HtmlTokenWriter.rule,
    "table": HtmlTokenWriter.table,
    "figure": HtmlTokenWriter.figure,
    "details": HtmlTokenWriter.details,
    "dl": HtmlTokenWriter.definitions,
}


def _is_block(element: Element) -> bool:
    """Whether it is one, or a style or link of nothing but some."""
    if element.tag in _BLOCKS:
        return True
    if element.tag in ("a", "button", "label", "svg", COMMENT) or element.tag in RUNS:
        return False
    return any(isinstance(child, Element) and _is_block(child) for child in element.content)


def _is_line(element: Element) -> bool:
    return element.tag == "p" and not any(
        isinstance(child, Element) and _is_block(child) for child in element.content
    )


def _items(element: Element) -> list[list[Element | TextNode]]:
    """What stands in each item; a list that stands between items is the one's before."""
    items: list[list[Element | TextNode]] = []
    for child in element.content:
        if isinstance(child, TextNode):
            if child.text.strip():
                items.append([child])
        elif child.tag == "li":
            items.append(list(child.content) or [TextNode("", child.line)])
        elif child.tag in ("ul", "ol") and items:
            items[-1].append(child)
        else:
            items.append([child])
    return items


def _language(element: Element) -> str:
    names = [element.attributes.get("class", "")]
    names += [inner.attributes.get("class", "") for inner in element.all("code")]
    match = _LANGUAGE.search(" ".join(names))
    return (match["name"] or match["other"]) if match else ""
