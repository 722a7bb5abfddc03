"""Markdown → document. What rich text cannot hold keeps its meaning in another form:

* an item with several paragraphs keeps them, an empty line between;
* code inside a list, a quote or a note becomes lines of code there;
* a list that does not begin at 1 becomes paragraphs with their numbers;
* a heading inside a list, a quote or a note becomes bold text;
* a picture in the middle of something else follows it.
"""

from collections.abc import Callable
from typing import Any

from markdown_it.token import Token

from kb.importing import addresses
from kb.importing.boxes import BOXES
from kb.importing.containers import parser
from kb.importing.document import (
    Block,
    Body,
    Code,
    CodeLines,
    Heading,
    Image,
    Item,
    ItemList,
    Link,
    Node,
    Paragraph,
    Quote,
    Rule,
    Run,
    Text,
)
from kb.importing.flattening import flatten, item_of
from kb.importing.inline import normalise
from kb.importing.problems import BadFile, Note
from kb.importing.tokens import Nested, nest

MARKDOWN = parser()


class Reader:
    """Reads one body. Afterwards `notes` and `links` say what was met, with lines."""

    def __init__(self, *, first_line: int = 1) -> None:
        self.first_line = first_line
        self.notes: list[Note] = []
        self.links: list[tuple[int, str]] = []
        self.images: list[Image] = []

    def read(self, source: str) -> Body:
        """The blocks of a body; raises BadFile with the line of what cannot be."""
        blocks: list[Block] = []
        nodes: list[Node] = []
        for nested in nest(MARKDOWN.parse(source)):
            block = self._block(nested)
            if block is None:
                nodes += self.nodes([nested], top=True)
            if block is not None or self.images:
                _flush(nodes, blocks)
            if block is not None:
                blocks += block
            blocks += self.images
            self.images = []
        _flush(nodes, blocks)
        return tuple(blocks)

    def line(self, token: Token) -> int:
        return self.first_line + (token.map[0] if token.map else 0)

    def _block(self, nested: Nested) -> list[Block] | None:
        """A block of its own, or None if this belongs into running text."""
        token = nested.token
        if token.type in ("fence", "code_block"):
            words = token.info.split()
            return [Code(_code(token), words[0] if words else "")]
        if token.type == "container_open":
            read = BOXES.get(token.info)
            if read is None:
                raise BadFile(self.line(token), f"unknown block “:::{token.info}”")
            if not token.meta["closed"]:
                raise BadFile(self.line(token), f"the block “:::{token.info}” is never closed")
            return read(self, nested)
        return None

    def nodes(self, nested: list[Nested], *, top: bool = False) -> list[Node]:
        """Running text; below the top level, without headings and rules."""
        result: list[Node] = []
        for child in nested:
            for node in self._node(child, top=top):
                last = result[-1] if result else None
                if (
                    isinstance(node, ItemList)
                    and isinstance(last, ItemList)
                    and node.ordered == last.ordered
                ):
                    result[-1] = ItemList(last.ordered, last.items + node.items)
                else:
                    result.append(node)
        return result

    def _node(self, nested: Nested, *, top: bool) -> list[Node]:
        token = nested.token
        read: Callable[[Reader, Nested, bool], list[Node]] | None = _NODES.get(token.type)
        if read is None:
            raise BadFile(self.line(token), f"“{token.type}” cannot stand here")
        return read(self, nested, top)

    def paragraph(self, nested: Nested, top: bool) -> list[Node]:
        runs = normalise(self.runs(nested))
        return [Paragraph(runs)] if runs else []

    def heading(self, nested: Nested, top: bool) -> list[Node]:
        runs = normalise(
            run._replace(text=run.text.replace("\n", " ")) for run in self.runs(nested)
        )
        if not runs:
            return []
        if not top:
            return [Paragraph(normalise(run._replace(bold=True) for run in runs))]
        return [Heading(min(max(int(nested.token.tag[1]), 2), 4), runs)]

    def code(self, nested: Nested, top: bool) -> list[Node]:
        lines = CodeLines(_tidy_code(_code(nested.token)))
        return [lines] if lines.text else []

    def rule(self, nested: Nested, top: bool) -> list[Node]:
        return [Rule()] if top else [Paragraph((Run("* * *"),))]

    def html(self, nested: Nested, top: bool) -> list[Node]:
        raise BadFile(self.line(nested.token), _HTML)

    def quote(self, nested: Nested, top: bool) -> list[Node]:
        chunks = flatten(self.nodes(nested.children))
        return [Quote(tuple(chunks))] if chunks else []

    def item_list(self, nested: Nested, top: bool) -> list[Node]:
        ordered = nested.token.type.startswith("ordered")
        items = [self.item(child) for child in nested.children]
        start = int(nested.token.attrGet("start") or 0) if "start" in nested.token.attrs else 1
        if ordered and start != 1:
            self._note(nested.token, "the list does not begin at 1, so it is kept as paragraphs")
            return list(flatten([ItemList(True, tuple(items))], start=start))
        return [ItemList(ordered, tuple(items))] if items else []

    def item(self, nested: Nested) -> Item:
        return item_of(self.nodes(nested.children), lambda text: self._note(nested.token, text))

    def _note(self, token: Token, message: str) -> None:
        self.notes.append(Note(self.line(token), message))

    def runs(self, nested: Nested) -> list[Run]:
        """The styled text of a paragraph or heading; pictures in it go to `images`."""
        runs: list[Run] = []
        style: dict[str, Any] = {}
        inline = nested.children[0].token if nested.children else None
        line = self.line(nested.token)
        for token in (inline.children or []) if inline else []:
            if token.type in ("softbreak", "hardbreak"):
                line += 1
            self._inline(token, line, style, runs)
        return runs

    def _inline(self, token: Token, line: int, style: dict[str, Any], runs: list[Run]) -> None:
        if token.type in _TEXTS:
            runs.append(Run(_TEXTS[token.type] or token.content, **style))
        elif token.type == "code_inline":
            runs.append(Run(token.content, **(style | {"code": True})))
        elif token.type == "html_inline":
            raise BadFile(line, _HTML)
        elif token.type == "image":
            self._image(token, line, style)
        elif token.type == "link_open":
            style["link"] = self._link(str(token.attrGet("href") or ""), line)
        elif token.nesting == 1:
            style[_STYLES[token.tag]] = True
        elif token.nesting == -1:
            style.pop("link" if token.type == "link_close" else _STYLES[token.tag], None)

    def _link(self, href: str, line: int) -> Link:
        try:
            link = addresses.parse(href)
        except addresses.AddressError as error:
            raise BadFile(line, str(error)) from error
        if link.kind == "article":
            self.links.append((line, link.target))
        return link

    def _image(self, token: Token, line: int, style: dict[str, Any]) -> None:
        if "link" in style:
            self.notes.append(Note(line, "the link around the picture is not kept"))
        self.images.append(
            Image(
                file=str(token.attrGet("src") or ""),
                alt=_one_line(_alt(token.children or [])),
                caption=_one_line(str(token.attrGet("title") or "")),
                line=line,
            )
        )


_HTML = "HTML is not allowed in the text; write \\< for a plain angle bracket"
_STYLES = {"strong": "bold", "em": "italic"}
_TEXTS = {"text": "", "text_special": "", "softbreak": " ", "hardbreak": "\n"}
_NODES: dict[str, Callable[[Reader, Nested, bool], list[Node]]] = {
    "paragraph_open": Reader.paragraph,
    "heading_open": Reader.heading,
    "fence": Reader.code,
    "code_block": Reader.code,
    "hr": Reader.rule,
    "html_block": Reader.html,
    "blockquote_open": Reader.quote,
    "bullet_list_open": Reader.item_list,
    "ordered_list_open": Reader.item_list,
}


def _flush(nodes: list[Node], blocks: list[Block]) -> None:
    if nodes:
        blocks.append(Text(tuple(nodes)))
        nodes.clear()


def _code(token: Token) -> str:
    return str(token.content).removesuffix("\n")


def _tidy_code(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.replace("\t", "    ").split("\n")).strip("\n")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _alt(tokens: list[Token]) -> str:
    """The words in a picture's brackets."""
    return "".join(
        " "
        if token.type in ("softbreak", "hardbreak")
        else token.content or _alt(token.children or [])
        for token in tokens
    )
