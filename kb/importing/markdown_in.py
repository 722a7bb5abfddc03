"""Markdown → document. What rich text cannot hold keeps its meaning in another form:

* an item with several paragraphs keeps them, an empty line between;
* code inside a list, a quote or a note becomes lines of code there;
* a list that does not begin at 1 becomes paragraphs with their numbers;
* a heading inside a list, a quote or a note becomes bold text;
* a box inside of something else becomes its text, and a table there a list of its rows;
* a picture in the middle of something else follows it.
"""

import re
from collections.abc import Callable, Iterable, Sequence

from markdown_it.token import Token

from kb.blocks import KINDS
from kb.blocks.boxes import Aside, AsideKind
from kb.blocks.image import Image
from kb.blocks.kind import Block
from kb.blocks.text import Text
from kb.importing import literals
from kb.importing.containers import parser
from kb.importing.document import Body
from kb.importing.inline_in import COMMENT, InlineReader, Resolve
from kb.importing.problems import Log
from kb.prose.flattening import flatten, item_of
from kb.prose.headings import take_names
from kb.prose.inline import normalise, plain, split_chunks
from kb.prose.nodes import (
    Heading,
    Item,
    ItemList,
    Node,
    Paragraph,
    Quote,
    Run,
    Runs,
    ThematicBreak,
)
from kb.prose.tokens import Nested, nest

MARKDOWN = parser()
# What is indented there is no code.
MDX = parser().disable("code")


class MarkdownParser:
    """Reads one body. Afterwards `log` and `links` say what was met, with lines.

    With a `title` the first heading of level 1 is the title if that is empty, and is left out if
    it repeats it. `resolve` gives the id of the article in a file that an address leads to;
    `signs` are what would be markup, had somebody read it.
    """

    def __init__(
        self,
        *,
        first_line: int = 1,
        title: str | None = None,
        log: Log | None = None,
        resolve: Resolve = lambda href: None,
        signs: literals.Signs = literals.MARKDOWN,
    ) -> None:
        self.first_line = first_line
        self.title = title
        self.log = log or Log()
        self.inline = InlineReader(self.log, resolve, signs)
        self.links = self.inline.links
        self._title_met = title is None

    def read(self, source: str) -> Body:
        """The blocks of a body, without those that the log names as faults."""
        return self.read_tokens(MARKDOWN.parse(source))

    def read_tokens(self, tokens: list[Token]) -> Body:
        """The same of what a parser has made of a body."""
        blocks: list[Block] = []
        nodes: list[Node] = []
        self.inline.anchors.update(take_names(tokens))
        for nested in nest(tokens):
            block = self._block(nested)
            if block is None:
                nodes += self.nodes([nested], top=True)
            images = self.pictures()
            if block is not None or images:
                _flush(nodes, blocks)
            if block is not None:
                blocks += block
            blocks += images
        _flush(nodes, blocks)
        return tuple(blocks)

    def pictures(self) -> list[Image]:
        met = list(self.inline.images)
        self.inline.images.clear()
        return met

    def line(self, token: Token) -> int:
        return self.first_line + (token.map[0] if token.map else 0)

    def fault(self, line: int, message: str) -> None:
        self.log.fault(line, message)

    def note(self, line: int, message: str) -> None:
        self.log.note(line, message)

    def _block(self, nested: Nested) -> Sequence[Block] | None:
        """Blocks of their own, or None if this belongs into running text."""
        token = nested.token
        if token.type == "container_open":
            return self._box(nested)
        if kind := KINDS.by_token.get(token.type):
            return kind.read(self, nested)
        return self._alert(nested) if token.type == "blockquote_open" else None

    def _alert(self, nested: Nested) -> list[Aside] | None:
        """The box that a quote is, None if it is a quote."""
        if alert := _alert(nested):
            kind, title = alert
            return [kind.titled(title, self.nodes(nested.children))]
        return None

    def _box(self, nested: Nested) -> Sequence[Block]:
        token = nested.token
        kind = KINDS.by_box.get(token.info)
        if kind is None:
            self.fault(self.line(token), f"unknown block “:::{token.info}”; {_known_boxes()}")
            self.nodes(nested.children)
            return []
        if not token.meta["closed"]:
            message = f"the block “:::{token.info}” is never closed; end it with a line “:::”"
            self.fault(self.line(token), message)
        return kind.read(self, nested)

    def nodes(self, nested: list[Nested], *, top: bool = False) -> list[Node]:
        """Running text; below the top level, without headings and rules."""
        result: list[Node] = []
        for child in nested:
            for node in self._nodes(child, top):
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

    def _nodes(self, nested: Nested, top: bool) -> list[Node]:
        if nested.token.type in KINDS.by_token or nested.token.type == "container_open":
            return self._inside(nested)
        return _NODES[nested.token.type](self, nested, top)

    def _inside(self, nested: Nested) -> list[Node]:
        """A block where none can stand: its text."""
        found: list[Node] = []
        line = self.line(nested.token)
        for block in self._block(nested) or ():
            kind = KINDS.of(block)
            nodes = kind.running_text(block)
            if nodes is None:
                name = nested.token.info
                self.fault(line, f"“:::{name}” cannot stand in a list or a box; put it above it")
            if kind.lost_in_text:
                self.note(line, kind.lost_in_text)
            found += nodes or []
        return found

    def paragraph(self, nested: Nested, top: bool) -> list[Node]:
        chunks = split_chunks(self.runs(nested))
        return [Paragraph(runs) for chunk in chunks if (runs := normalise(chunk))]

    def heading(self, nested: Nested, top: bool) -> list[Node]:
        runs = _in_one_line(self.runs(nested))
        if nested.token.tag == "h1" and top and not self._title_met:
            self._title_met = True
            if not self.title or self.title == plain(runs):
                self.title = plain(runs)
                return []
        if not runs:
            return []
        if not top:
            return [Paragraph(normalise(run._replace(bold=True) for run in runs))]
        return [Heading(min(max(int(nested.token.tag[1]), 2), 4), runs)]

    def rule(self, nested: Nested, top: bool) -> list[Node]:
        return [ThematicBreak()] if top else [Paragraph((Run("* * *"),))]

    def comment(self, nested: Nested, top: bool) -> list[Node]:
        self.note(self.line(nested.token), nested.token.meta.get("said", COMMENT))
        return []

    def quote(self, nested: Nested, top: bool) -> list[Node]:
        boxes = self._alert(nested)
        nodes = boxes[0].nodes if boxes else self.nodes(nested.children)
        chunks = flatten(nodes)
        return [Quote(tuple(chunks))] if chunks else []

    def item_list(self, nested: Nested, top: bool) -> list[Node]:
        ordered = nested.token.type.startswith("ordered")
        if said := nested.token.meta.get("said"):
            self.note(self.line(nested.token), said)
        items = [self.item(child) for child in nested.children]
        start = int(nested.token.attrGet("start") or 0) if "start" in nested.token.attrs else 1
        if ordered and start != 1:
            message = "the list does not begin at 1, so it is kept as paragraphs"
            self.note(self.line(nested.token), message)
            return list(flatten([ItemList(True, tuple(items))], start=start))
        return [ItemList(ordered, tuple(items))] if items else []

    def item(self, nested: Nested) -> Item:
        line = self.line(nested.token)
        return item_of(self.nodes(nested.children), lambda text: self.note(line, text))

    def runs(self, nested: Nested) -> list[Run]:
        """The styled text of a paragraph or heading."""
        return self.words(nested, self.line(nested.token))

    def words(self, nested: Nested, line: int) -> list[Run]:
        inline = nested.children[0].token if nested.children else None
        return self.inline.read((inline.children or []) if inline else [], line)


_NODES: dict[str, Callable[[MarkdownParser, Nested, bool], list[Node]]] = {
    "paragraph_open": MarkdownParser.paragraph,
    "heading_open": MarkdownParser.heading,
    "hr": MarkdownParser.rule,
    "comment": MarkdownParser.comment,
    "blockquote_open": MarkdownParser.quote,
    "bullet_list_open": MarkdownParser.item_list,
    "ordered_list_open": MarkdownParser.item_list,
}
_ALERT = re.compile(r"\[!(?P<name>[A-Za-z]+)\][+-]?[ \t]*(?P<title>[^\n]*)")


def _alert(nested: Nested) -> tuple[AsideKind[Aside], str] | None:
    """The box that a quote is (`> [!NOTE]`), and its title; takes the line out of the quote."""
    first = nested.children[0] if nested.children else None
    if first is None or first.token.type != "paragraph_open" or not first.children:
        return None
    inline = first.children[0].token
    match = _ALERT.match(inline.content)
    kind = KINDS.by_box.get(match["name"].lower()) if match else None
    if not match or not isinstance(kind, AsideKind):
        return None
    tokens = inline.children or []
    ends = (place for place, token in enumerate(tokens) if token.type.endswith("break"))
    # The line that is taken out stays as a break, so that the lines below keep their numbers.
    inline.children = tokens[next(ends, len(tokens)) :]
    return kind, match["title"].strip()


def _known_boxes() -> str:
    *names, last = (kind.boxes[0] for kind in KINDS.by_name.values() if kind.boxes)
    return f"write {', '.join(names)} or {last}"


def _in_one_line(runs: Iterable[Run]) -> Runs:
    return normalise(run._replace(text=run.text.replace("\n", " ")) for run in runs)


def _flush(nodes: list[Node], blocks: list[Block]) -> None:
    if nodes:
        blocks.append(Text(tuple(nodes)))
        nodes.clear()
