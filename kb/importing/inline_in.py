"""The words of a paragraph or heading: the parser's inline tokens → runs of styled text."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from markdown_it.token import Token

from kb.blocks.image import Image
from kb.importing import literals, tags
from kb.importing.problems import Log
from kb.prose import addresses
from kb.prose.inline import one_line
from kb.prose.nodes import Link, Run

Resolve = Callable[[str], str | None]


class InlineReader:
    """Reads inline tokens. Afterwards `links` and `images` say what was met, in order.

    `resolve` gives the id of the article in a file that an address leads to.
    """

    def __init__(self, log: Log, resolve: Resolve, signs: literals.Signs) -> None:
        self.log = log
        self._signs = signs
        self.links: list[tuple[int, str]] = []
        self.images: list[Image] = []
        # The ids that headings have here, by these and by those that they say of themselves.
        self.anchors: dict[str, str] = {}
        self._resolve = resolve
        self._line = 0
        self._style: dict[str, Any] = {}
        self._letters: dict[int, int] = {}
        self._runs: list[Run] = []

    def read(self, tokens: list[Token], line: int) -> list[Run]:
        """The styled text that begins in a line of the file; pictures go to `images`."""
        self._line, self._style, self._letters, self._runs = line, {}, {}, []
        for token in tokens:
            self._token(token)
        for below, message in literals.messages("".join(map(_as_written, tokens)), self._signs):
            self.log.note(line + below, message)
        return self._runs

    def _token(self, token: Token) -> None:
        self._count_lines(token)
        if token.type in _TEXTS:
            text = _TEXTS[token.type] or token.content
            self._add(text.translate(self._letters) if self._letters else text)
        elif token.type == "code_inline":
            self._runs.append(Run(token.content, **(self._style | {"code": True})))
        elif token.type == "html_inline":
            self._html(token.content)
            self._line += token.content.count("\n")
        elif token.type == "component":
            self._component(token)
        elif token.type == "image":
            words = _alt(token.children or [])
            self._image(str(token.attrGet("src") or ""), words, str(token.attrGet("title") or ""))
        elif token.type == "link_open":
            self._open_link(str(token.attrGet("href") or ""))
        elif token.nesting == 1:
            self._style[_STYLES[token.tag]] = True
        elif token.nesting == -1:
            self._style.pop("link" if token.type == "link_close" else _STYLES[token.tag], None)

    def _count_lines(self, token: Token) -> None:
        if token.map:
            # A token of HTML says its own line.
            self._line = int(token.map[0]) + 1
        elif token.type in ("softbreak", "hardbreak"):
            self._line += 1

    def _add(self, text: str) -> None:
        self._runs.append(Run(text, **self._style))

    def _html(self, markup: str) -> None:
        tag = tags.read(markup)
        if tag is None:
            self.log.note(self._line, COMMENT)
        elif tag.is_refused:
            if not tag.closes:
                self.log.fault(self._line, _REFUSED.format(tag.name))
        elif not tag.is_known:
            self.log.note(self._line, _NO_TAG.format(markup[:40]))
            self._add(markup)
        else:
            if tag.is_left_out and not tag.closes:
                self.log.note(self._line, f"the tag <{tag.name}> is left out, its words are kept")
            self._tag(tag)

    def _component(self, token: Token) -> None:
        """A component of a program: what stands in it, below what it is called."""
        if not token.meta["closes"]:
            self.log.note(self._line, _COMPONENT.format(token.content[:40].split("\n")[0]))
        label = str(token.meta["label"])
        self._runs += [Run("\n"), Run(label, bold=True), Run("\n" if label else "")]
        self._line += token.content.count("\n")

    def _tag(self, tag: tags.Tag) -> None:
        if tag.closes:
            self._close(tag)
            return
        if tag.name in tags.BEFORE:
            self._add(tags.BEFORE[tag.name])
        if tag.name in tags.LETTERS:
            self._letters = tags.LETTERS[tag.name]
        elif tag.name in tags.STYLES:
            self._style[tags.STYLES[tag.name]] = True
        elif tag.name == "a" and tag.attributes.get("href"):
            self._open_link(tag.attributes["href"])
        elif tag.name == "img":
            words = tag.attributes.get("alt", "")
            self._image(tag.attributes.get("src", ""), words, tag.attributes.get("title", ""))

    def _close(self, tag: tags.Tag) -> None:
        if tag.name in tags.LETTERS:
            self._letters = {}
        elif name := "link" if tag.name == "a" else tags.STYLES.get(tag.name):
            self._style.pop(name, None)
        if tag.name in tags.AFTER:
            self._add(tags.AFTER[tag.name])

    def _open_link(self, href: str) -> None:
        try:
            link = self._link(href)
        except addresses.AddressError as error:
            self.log.fault(self._line, str(error))
            return
        if link.kind == "article":
            self.links.append((self._line, link.target))
        elif scheme := addresses.unknown_scheme(link.target):
            self.log.note(self._line, _UNKNOWN_SCHEME.format(scheme))
        self._style["link"] = link

    def _link(self, href: str) -> Link:
        if href.startswith("#"):
            name = unquote(href[1:])
            if name not in self.anchors:
                self.log.note(self._line, _NO_HEADING.format(name[:80]))
            return addresses.parse(f"#{self.anchors.get(name, name)}")
        if found := self._resolve(href):
            return addresses.parse(f"article:{found}#{href.partition('#')[2]}")
        return addresses.parse(href)

    def _image(self, file: str, alt: str, caption: str) -> None:
        if _REMOTE.match(file):
            self.log.note(self._line, REMOTE_PICTURE)
            address = f"https:{file}" if file.startswith("//") else file
            words = one_line(alt) or one_line(caption) or address
            self._runs.append(Run(words, **({"link": addresses.parse(address)} | self._style)))
            return
        if "link" in self._style:
            self.log.note(self._line, "the link around the picture is not kept")
        for _below, message in literals.messages(f"{alt}\n{caption}", self._signs):
            self.log.note(self._line, message)
        self.images.append(Image(file, one_line(alt), one_line(caption), line=self._line))


COMMENT = "a comment is left out"
_REMOTE = re.compile(r"(?:https?:)?//", re.IGNORECASE)
REMOTE_PICTURE = "the picture lies on another site and is a link here; put it beside the text"
_REFUSED = "HTML is not allowed in the text: take <{}> out; write \\< for a plain angle bracket"
_NO_HEADING = "the link “#{}” leads to no heading of this text; write the words of one"
_COMPONENT = "the component “{}” is left out, its words are kept"
_NO_TAG = "“{}” is no tag of HTML and is kept as text"
_UNKNOWN_SCHEME = "readers see the words without the link: “{}:” is no address that is shown"
_STYLES = {"strong": "bold", "em": "italic"}
_TEXTS = {"text": "", "text_special": "", "softbreak": " ", "hardbreak": "\n"}


def _as_written(token: Token) -> str:
    """The text in a token, with the lines that it takes."""
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    if token.type in ("text", "text_special"):
        return str(token.content)
    return " " + "\n" * str(token.content).count("\n")


def _alt(tokens: list[Token]) -> str:
    """The words in a picture's brackets."""
    return "".join(
        " "
        if token.type in ("softbreak", "hardbreak")
        else token.content or _alt(token.children or [])
        for token in tokens
    )
