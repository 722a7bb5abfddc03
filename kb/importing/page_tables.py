"""A table of HTML → the tokens of one: rows as long as each other, merged cells said in each."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple, Protocol

from markdown_it.token import Token

from kb.importing import grid
from kb.importing.html_tree import Element, TextNode


class TokenWriter(Protocol):
    """Writes what stands in a table."""

    def blocks(self, content: Iterable[Element | TextNode]) -> None:
        """Blocks one below the other."""

    def paragraph(self, content: Iterable[Element | TextNode]) -> None:
        """A paragraph of words."""

    def wrapped(self, name: str, tag: str, line: int, inside: Callable[[], None]) -> Token:
        """An opening and a closing token with something between them."""

    def cell(
        self, name: str, content: Iterable[Element | TextNode], line: int, *, is_bold: bool
    ) -> Token:
        """A cell with its words."""


class _Cell(NamedTuple):
    content: list[Element | TextNode]
    line: int
    is_header: bool = False
    align: str = ""
    columns: int = 1
    rows: int = 1


def write(writer: TokenWriter, table: Element) -> None:
    """A table; one with a single column is there for its looks and is what it holds."""
    captions = list(grid.own(table, "caption"))
    rows = _grid(table)
    if grid.is_for_its_looks(rows):
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
    rows = ([_cell(cell) for cell in grid.own(row, "td", "th")] for row in grid.own(table, "tr"))
    return grid.lay_out(rows, lambda last: _Cell([], last.line))


def _cell(element: Element) -> _Cell:
    said = element.attributes
    return _Cell(
        element.content,
        element.line,
        is_header=element.tag == "th",
        align=grid.align(said),
        columns=grid.span(said, "colspan"),
        rows=grid.span(said, "rowspan"),
    )
