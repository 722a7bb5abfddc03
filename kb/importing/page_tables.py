"""A table of HTML → the tokens of one: rows as long as each other, merged cells said in each."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple, Protocol

from markdown_it.token import Token

from kb.importing.html_tree import Element, Words

_WIDEST = 40
_ALIGNED = re.compile(r"text-align:\s*(left|center|right)", re.IGNORECASE)


class TokenWriter(Protocol):
    """Writes what stands in a table."""

    def blocks(self, content: Iterable[Element | Words]) -> None:
        """Blocks one below the other."""

    def paragraph(self, content: Iterable[Element | Words]) -> None:
        """A paragraph of words."""

    def wrapped(self, name: str, tag: str, line: int, inside: Callable[[], None]) -> Token:
        """An opening and a closing token with something between them."""

    def cell(
        self, name: str, content: Iterable[Element | Words], line: int, *, is_bold: bool
    ) -> Token:
        """A cell with its words."""


class _Cell(NamedTuple):
    content: list[Element | Words]
    line: int
    is_header: bool = False
    align: str = ""


def write(writer: TokenWriter, table: Element) -> None:
    """A table; one with a single column is there for its looks and is what it holds."""
    captions = list(_own(table, "caption"))
    rows = _grid(table)
    if not rows or len(rows[0]) == 1:
        for caption in captions:
            writer.blocks(caption.content)
        for row in rows:
            writer.blocks(row[0].content)
        return
    if not captions:
        _table(writer, table, rows)
        return

    def inside() -> None:
        writer.paragraph(captions[0].content)
        _table(writer, table, rows)

    box = writer.wrapped("container", "div", table.line - 1, inside)
    box.info, box.meta = "table", {"closed": True, "title": ""}


def _table(writer: TokenWriter, table: Element, rows: list[list[_Cell]]) -> None:
    heads = 1 if all(cell.is_header for cell in rows[0]) else 0

    def inside() -> None:
        for part, name, some in (("thead", "th", rows[:heads]), ("tbody", "td", rows[heads:])):
            if some:
                line = some[0][0].line - 1
                writer.wrapped(part, part, line, partial(_rows, writer, some, name))

    writer.wrapped("table", "table", table.line - 1, inside)


def _rows(writer: TokenWriter, rows: list[list[_Cell]], name: str) -> None:
    for row in rows:
        writer.wrapped("tr", "tr", row[0].line - 1, partial(_cells, writer, row, name))


def _cells(writer: TokenWriter, row: list[_Cell], name: str) -> None:
    for cell in row:
        # The heading of a row is bold, as in tables of Markdown.
        is_bold = cell.is_header and name == "td"
        token = writer.cell(name, cell.content, cell.line - 1, is_bold=is_bold)
        if cell.align:
            token.attrs = {"style": f"text-align:{cell.align}"}


def _grid(table: Element) -> list[list[_Cell]]:
    """The rows, each as long as the longest; a merged cell stands in each place it covers."""
    grid: list[list[_Cell]] = []
    below: dict[int, tuple[int, _Cell]] = {}
    for row in _own(table, "tr"):
        cells: list[_Cell] = []
        for element in _own(row, "td", "th"):
            _fill(cells, below)
            cell = _cell(element)
            for _ in range(_span(element, "colspan")):
                if (rows := _span(element, "rowspan")) > 1:
                    below[len(cells)] = (rows - 1, cell)
                cells.append(cell)
        _fill(cells, below)
        if cells:
            grid.append(cells[:_WIDEST])
    width = max(map(len, grid), default=0)
    return [row + [_Cell([], row[-1].line)] * (width - len(row)) for row in grid]


def _fill(cells: list[_Cell], below: dict[int, tuple[int, _Cell]]) -> None:
    """The cells from rows above that reach into this place."""
    while len(cells) in below:
        left, cell = below.pop(len(cells))
        if left > 1:
            below[len(cells)] = (left - 1, cell)
        cells.append(cell)


def _own(parent: Element, *tags: str) -> Iterator[Element]:
    """The parts of this table, not those of a table in it."""
    for child in parent.content:
        if isinstance(child, Element) and child.tag in tags:
            yield child
        elif isinstance(child, Element) and child.tag in ("thead", "tbody", "tfoot", "form"):
            yield from _own(child, *tags)


def _cell(element: Element) -> _Cell:
    said = element.attributes.get("align", "").lower()
    match = _ALIGNED.search(element.attributes.get("style", ""))
    align = match[1].lower() if match else said if said in ("left", "center", "right") else ""
    return _Cell(element.content, element.line, element.tag == "th", align)


def _span(element: Element, name: str) -> int:
    said = element.attributes.get(name, "").strip()
    return min(max(int(said[:4]), 1), _WIDEST) if said.isdecimal() else 1
