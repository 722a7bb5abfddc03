"""Markdown → document. What rich text cannot hold keeps its meaning in another form:

* an item with several paragraphs keeps them, an empty line between;
* code inside a list, a quote or a note becomes lines of code there;
* a list that does not begin at 1 becomes paragraphs with their numbers;
* a heading inside a list, a quote or a note becomes bold text;
* a box inside of something else becomes its text, and a table a list of its rows;
* a picture in the middle of something else follows it.
"""

import re
from collections.abc import Callable, Iterable
from typing import Literal

from markdown_it.token import Token

from kb.importing import boxes, literals
from kb.importing.boxes import BOXES
from kb.importing.containers import parser
from kb.importing.document import (
    Aside,
    Block,
    Body,
    Code,
    CodeLines,
    Heading,
    Item,
    ItemList,
    Keys,
    Node,
    Paragraph,
    Quote,
    Rule,
    Run,
    Runs,
    Steps,
    Text,
)
from kb.importing.flattening import flatten, item_of
from kb.importing.headings import take_names
from kb.importing.inline import normalise, plain, split_chunks
from kb.importing.inline_in import COMMENT, InlineReader, Resolve
from kb.importing.problems import Log
from kb.importing.tokens import Nested, nest

MARKDOWN = parser()
# What is indented there is no code.
MDX = parser().disable("code")


class Reader:
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
            images = list(self.inline.images)
            self.inline.images.clear()
            if block is not None or images:
                _flush(nodes, blocks)
            if block is not None:
                blocks += block
            blocks += images
        _flush(nodes, blocks)
        return tuple(blocks)

    def line(self, token: Token) -> int:
        return self.first_line + (token.map[0] if token.map else 0)

    def fault(self, line: int, message: str) -> None:
        self.log.fault(line, message)

    def _block(self, nested: Nested) -> list[Block] | None:
        """A block of its own, or None if this belongs into running text."""
        token = nested.token
        if token.type in ("fence", "code_block"):
            words = token.info.split()
            self._say_drawing(token)
            return [Code(_code(token), words[0] if words else "")]
        if token.type == "container_open":
            return self._box(nested)
        if token.type == "blockquote_open" and (alert := _alert(nested)):
            name, title = alert
            return [Aside(name, boxes.titled(title, self.nodes(nested.children)))]
        return None

    def _say_drawing(self, token: Token) -> None:
        name = next(iter(token.info.strip("{} \t").split()), "").lower()
        if name in _DRAWN:
            self._note(token, f"“{name}” draws something; here it is kept as code: add a picture")

    def _box(self, nested: Nested) -> list[Block]:
        token = nested.token
        read = BOXES.get(token.info)
        if read is None:
            self.fault(self.line(token), f"unknown block “:::{token.info}”; {_KNOWN_BOXES}")
            self.nodes(nested.children)
            return []
        if not token.meta["closed"]:
            message = f"the block “:::{token.info}” is never closed; end it with a line “:::”"
            self.fault(self.line(token), message)
        return read(self, nested)

    def nodes(self, nested: list[Nested], *, top: bool = False) -> list[Node]:
        """Running text; below the top level, without headings and rules."""
        result: list[Node] = []
        for child in nested:
            for node in _NODES[child.token.type](self, child, top):
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

    def code(self, nested: Nested, top: bool) -> list[Node]:
        self._say_drawing(nested.token)
        lines = CodeLines(_tidy_code(_code(nested.token)))
        return [lines] if lines.text else []

    def rule(self, nested: Nested, top: bool) -> list[Node]:
        return [Rule()] if top else [Paragraph((Run("* * *"),))]

    def comment(self, nested: Nested, top: bool) -> list[Node]:
        self._note(nested.token, nested.token.meta.get("said", COMMENT))
        return []

    def box(self, nested: Nested, top: bool) -> list[Node]:
        """A box where no block can stand: its text."""
        found: list[Node] = []
        for block in self._box(nested):
            match block:
                case Aside(nodes=nodes):
                    found += nodes
                case Steps(steps):
                    items = tuple(item_of(list(step)) for step in steps)
                    found.append(ItemList(True, items))
                case Keys(text):
                    found.append(Paragraph((Run(text, code=True),)))
                case _:
                    message = "“:::applies-to” cannot stand in a list or a box; put it above it"
                    self.fault(self.line(nested.token), message)
        return found

    def table(self, nested: Nested, top: bool) -> list[Node]:
        """A row as an item of a list: its cells in lines, each below the name of its column."""
        self._note(nested.token, "the table has become a list of its rows")
        names: list[list[Run]] = []
        items = []
        for row in (row for part in nested.children for row in part.children):
            line = self.line(row.token)
            cells = [self._words(cell, line) for cell in row.children]
            if row.children and row.children[0].token.type == "th_open":
                names = cells
            elif runs := _row(names, cells):
                items.append(Item((Paragraph(runs),)))
        return [ItemList(False, tuple(items))] if items else []

    def quote(self, nested: Nested, top: bool) -> list[Node]:
        alert = _alert(nested)
        nodes = self.nodes(nested.children)
        chunks = flatten(boxes.titled(alert[1], nodes) if alert else nodes)
        return [Quote(tuple(chunks))] if chunks else []

    def item_list(self, nested: Nested, top: bool) -> list[Node]:
        ordered = nested.token.type.startswith("ordered")
        if said := nested.token.meta.get("said"):
            self._note(nested.token, said)
        items = [self.item(child) for child in nested.children]
        start = int(nested.token.attrGet("start") or 0) if "start" in nested.token.attrs else 1
        if ordered and start != 1:
            self._note(nested.token, "the list does not begin at 1, so it is kept as paragraphs")
            return list(flatten([ItemList(True, tuple(items))], start=start))
        return [ItemList(ordered, tuple(items))] if items else []

    def item(self, nested: Nested) -> Item:
        return item_of(self.nodes(nested.children), lambda text: self._note(nested.token, text))

    def _note(self, token: Token, message: str) -> None:
        self.log.note(self.line(token), message)

    def runs(self, nested: Nested) -> list[Run]:
        """The styled text of a paragraph or heading."""
        return self._words(nested, self.line(nested.token))

    def _words(self, nested: Nested, line: int) -> list[Run]:
        inline = nested.children[0].token if nested.children else None
        return self.inline.read((inline.children or []) if inline else [], line)


# Code that other systems do not show but draw from.
_DRAWN = frozenset(
    {
        *("mermaid", "plantuml", "puml", "dot", "graphviz", "goat", "chart", "math", "katex"),
        *("geojson", "topojson", "stl", "d2", "kroki"),
    }
)
_KNOWN_BOXES = "write note, warning, steps, keys or applies-to"
_NODES: dict[str, Callable[[Reader, Nested, bool], list[Node]]] = {
    "paragraph_open": Reader.paragraph,
    "heading_open": Reader.heading,
    "fence": Reader.code,
    "code_block": Reader.code,
    "hr": Reader.rule,
    "comment": Reader.comment,
    "container_open": Reader.box,
    "table_open": Reader.table,
    "blockquote_open": Reader.quote,
    "bullet_list_open": Reader.item_list,
    "ordered_list_open": Reader.item_list,
}
_ALERT = re.compile(r"\[!(?P<name>[A-Za-z]+)\][+-]?[ \t]*(?P<title>[^\n]*)")


def _alert(nested: Nested) -> tuple[Literal["note", "warning"], str] | None:
    """The box that a quote is (`> [!NOTE]`), and its title; takes the line out of the quote."""
    first = nested.children[0] if nested.children else None
    if first is None or first.token.type != "paragraph_open" or not first.children:
        return None
    inline = first.children[0].token
    match = _ALERT.match(inline.content)
    name = boxes.aside(match["name"].lower()) if match else None
    if not match or not name:
        return None
    tokens = inline.children or []
    ends = (place for place, token in enumerate(tokens) if token.type.endswith("break"))
    # The line that is taken out stays as a break, so that the lines below keep their numbers.
    inline.children = tokens[next(ends, len(tokens)) :]
    return name, match["title"].strip()


def _row(names: list[list[Run]], cells: list[list[Run]]) -> Runs:
    runs: list[Run] = []
    for place, cell in enumerate(cells):
        if not (words := _in_one_line(cell)):
            continue
        name = _in_one_line(names[place]) if place < len(names) else ()
        runs.append(Run("\n" if runs else ""))
        runs += [run._replace(bold=True) for run in name]
        runs += [Run(": ") if name else Run(""), *words]
    return normalise(runs)


def _in_one_line(runs: Iterable[Run]) -> Runs:
    return normalise(run._replace(text=run.text.replace("\n", " ")) for run in runs)


def _flush(nodes: list[Node], blocks: list[Block]) -> None:
    if nodes:
        blocks.append(Text(tuple(nodes)))
        nodes.clear()


def _code(token: Token) -> str:
    # Empty lines at the end are no part of code: the editor does not keep them, either.
    return str(token.content).rstrip("\n")


def _tidy_code(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.replace("\t", "    ").split("\n")).strip("\n")
