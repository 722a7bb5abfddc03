"""A table of another system's HTML → the block, merged cells said in each of their places."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kb.blocks import table as block
from kb.blocks.kind import Block
from kb.importing import grid
from kb.prose.html_in import Element
from kb.prose.nodes import Run


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell as it stands there."""

    element: Element
    columns: int = 1
    rows: int = 1

    @property
    def is_head(self) -> bool:
        return self.element.tag == "th"

    @property
    def align(self) -> str:
        return grid.align(self.element.attributes)


def rows(table: Element) -> list[list[TableCell]]:
    """The cells of a table, row by row, each row as long as the longest."""
    found = ([_cell(one) for one in grid.own(row, "td", "th")] for row in grid.own(table, "tr"))
    return grid.lay_out(found, lambda _last: TableCell(Element("td", {})))


def _cell(element: Element) -> TableCell:
    columns, below = (grid.span(element.attributes, name) for name in ("colspan", "rowspan"))
    return TableCell(element, columns, below)


def read(
    cells: Sequence[Sequence[TableCell]],
    caption: str,
    words: Callable[[Element], list[Run]],
    note: Callable[[str], None],
) -> Block:
    """The block of these rows, of which there is one at least; `words` reads a cell."""
    has_head = all(cell.is_head for cell in cells[0])
    headings = [words(cell.element) if has_head else [] for cell in cells[0]]
    columns = [(heading, cell.align) for heading, cell in zip(headings, cells[0], strict=True)]
    body = [[_words(cell, words) for cell in row] for row in cells[has_head:]]
    return block.KIND.built(columns, body, caption, note)


def _words(cell: TableCell, words: Callable[[Element], list[Run]]) -> list[Run]:
    """The heading of a row is bold, as in tables of Markdown."""
    found = words(cell.element)
    return [run._replace(bold=True) for run in found] if cell.is_head else found
