"""The grid of a table of HTML: rows as long as each other, a merged cell in each of its places."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

_WIDEST = 40
_HOLDING = frozenset({"thead", "tbody", "tfoot", "form"})
_ALIGNED = re.compile(r"text-align:\s*(left|center|right)", re.IGNORECASE)


class Nested(Protocol):
    """An element, with elements of its kind and words in it."""

    @property
    def tag(self) -> str: ...

    @property
    def content(self) -> Sequence[Any]: ...


class Spanning(Protocol):
    """A cell that may stand in several columns and rows."""

    @property
    def columns(self) -> int: ...

    @property
    def rows(self) -> int: ...


def own[E: Nested](parent: E, *tags: str) -> Iterator[E]:
    """The parts of this table, not those of a table in it."""
    for child in parent.content:
        if isinstance(child, type(parent)) and child.tag in tags:
            yield child
        elif isinstance(child, type(parent)) and child.tag in _HOLDING:
            yield from own(child, *tags)


def lay_out[C: Spanning](rows: Iterable[Sequence[C]], empty: Callable[[C], C]) -> list[list[C]]:
    """The rows of a table; `empty` is a cell to fill up one that ends with a cell.

    Rows without cells are left out, and so is what stands beyond the widest table there is.
    """
    grid: list[list[C]] = []
    below: dict[int, tuple[int, C]] = {}
    for row in rows:
        cells: list[C] = []
        waiting = (cell for cell in row for _column in range(cell.columns))
        while len(cells) < _WIDEST:
            if len(cells) in below:
                left, cell = below.pop(len(cells))
            elif (following := next(waiting, None)) is not None:
                left, cell = following.rows, following
            else:
                break
            if left > 1:
                below[len(cells)] = (left - 1, cell)
            cells.append(cell)
        if cells:
            grid.append(cells)
    width = max(map(len, grid), default=0)
    return [row + [empty(row[-1])] * (width - len(row)) for row in grid]


def is_for_its_looks(grid: Sequence[Sequence[Spanning]]) -> bool:
    """Whether a table only arranges what stands in it: it has no more than a column."""
    return not grid or len(grid[0]) == 1


def span(attributes: Mapping[str, str], name: str) -> int:
    """In how many columns or rows ("colspan", "rowspan") a cell stands."""
    said = attributes.get(name, "").strip()
    return min(max(int(said[:4]), 1), _WIDEST) if said.isascii() and said.isdecimal() else 1


def align(attributes: Mapping[str, str]) -> str:
    """ "left", "center", "right", or "" where a cell says nothing of it."""
    styled = _ALIGNED.search(attributes.get("style", ""))
    said = (styled[1] if styled else attributes.get("align", "")).lower()
    return said if said in ("left", "center", "right") else ""
