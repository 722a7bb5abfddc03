"""A figure's course as points of a drawing. The template draws; no script and no style does."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from portal.effort.axis import GROUND, HEIGHT, ROOF, WIDTH, Area, Axis, height
from portal.effort.cells import Cell, Row
from portal.effort.pieces import Piece
from portal.effort.timeline.marks import Mark

_TOPS = (0.1, 0.25, 0.5, 1.0)
"""Where a share's drawing may end: small ones would lie flat on the ground of the whole."""
_STEPS = (1, 2, 2.5, 5, 10)
"""The same of other numbers, times a power of ten."""


@dataclass(frozen=True, slots=True)
class Point:
    """A piece of which there is something, and where it and its interval lie."""

    piece: Piece
    cell: Cell
    x: float
    y: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Level:
    """A level line, and the value that it stands for."""

    value: float
    y: float


@dataclass(frozen=True, slots=True)
class Polyline:
    """Points of pieces that follow one another: what was not counted parts them."""

    points: tuple[Point, ...]

    @property
    def path(self) -> str:
        return _path((point.x, point.y) for point in self.points)

    @property
    def band(self) -> str:
        """The outline of the 95 % intervals."""
        upper = [(point.x, point.high) for point in self.points]
        lower = [(point.x, point.low) for point in reversed(self.points)]
        return _path([*upper, *lower])

    @property
    def is_alone(self) -> bool:
        """Whether it is one point: then its interval is a stroke."""
        return len(self.points) == 1


@dataclass(frozen=True, slots=True)
class Flag:
    """A mark in the drawing, and the days over which what it stands for lasted."""

    number: int
    x: float
    spans: tuple[Area, ...]


@dataclass(frozen=True, slots=True)
class ChartRow:
    """A line of the table: a piece, its figure, and the marks whose days it shares."""

    piece: Piece
    cell: Cell
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn of one figure, and told in the table beside it."""

    row: Row
    axis: Axis
    lines: tuple[Polyline, ...]
    top: float
    open_days: Area | None
    marks: tuple[Mark, ...] = ()

    width, height = WIDTH, HEIGHT
    ground, roof, depth = GROUND, ROOF, GROUND - ROOF
    bar_y = 16

    @property
    def edges(self) -> tuple[float, float]:
        """Where the period begins and ends."""
        return self.axis.x(self.axis.first), self.axis.x(self.axis.last, 1)

    @property
    def levels(self) -> list[Level]:
        """The ground, the middle and the top."""
        return [Level(value, height(value, self.top)) for value in (0.0, self.top / 2, self.top)]

    @property
    def points(self) -> list[Point]:
        return [point for line in self.lines for point in line.points]

    @property
    def flags(self) -> list[Flag]:
        return [_flag(mark, self.axis) for mark in self.marks]

    @property
    def rows(self) -> list[ChartRow]:
        """Every piece, those of which there is nothing too."""
        return [
            ChartRow(
                piece,
                _cell(self.row, piece),
                tuple(mark for mark in self.marks if mark.touches(piece.first, piece.last)),
            )
            for piece in self.row.trend
        ]


def chart(row: Row, axis: Axis, marks: tuple[Mark, ...] = ()) -> Chart | None:
    """The drawing of a figure; none with fewer than two pieces that have anything."""
    told = [(piece, _cell(row, piece)) for piece in row.trend]
    values = [cell for _piece, cell in told if _is_drawn(cell)]
    if len(values) < 2:
        return None
    top = _top(row, values)
    lines = tuple(
        Polyline(tuple(_point(piece, cell, axis, top) for piece, cell in some))
        for is_drawn, some in groupby(told, key=lambda one: _is_drawn(one[1]))
        if is_drawn
    )
    return Chart(row, axis, lines, top, _open_days(row.trend, axis), marks)


def _cell(row: Row, piece: Piece) -> Cell:
    return Cell(row.figure, piece.count, is_recorded=bool(piece.counted))


def _is_drawn(cell: Cell) -> bool:
    is_share = cell.figure.form != "rate" or cell.count.numerator <= cell.count.denominator
    return cell.is_recorded and cell.value is not None and is_share


def _top(row: Row, cells: Sequence[Cell]) -> float:
    """The least of the tops that holds every interval."""
    highest = max(high for cell in cells for _low, high in [_bounds(cell)])
    if row.figure.form == "rate":
        return next((top for top in _TOPS if highest <= top), 1.0)
    power: float = 10.0 ** math.floor(math.log10(highest)) if highest else 1.0
    return power * next(step for step in _STEPS if highest <= step * power * (1 + 1e-9))


def _bounds(cell: Cell) -> tuple[float, float]:
    """The interval; the value itself where it has none."""
    value = cell.value or 0.0
    return cell.interval or (value, value)


def _point(piece: Piece, cell: Cell, axis: Axis, top: float) -> Point:
    low, high = _bounds(cell)
    x = axis.middle(piece.first, piece.last)
    return Point(
        piece, cell, x, height(cell.value or 0.0, top), height(low, top), height(high, top)
    )


def _open_days(pieces: Iterable[Piece], axis: Axis) -> Area | None:
    """From the first piece that may still change to the end."""
    first = next((piece.first for piece in pieces if piece.is_open), None)
    return None if first is None else axis.area(first, axis.last)


def _flag(mark: Mark, axis: Axis) -> Flag:
    """Where its first day is; what lasted longer is a bar over its days."""
    lasted = [(first, last) for first, last in mark.spans if last > first]
    bars = tuple(axis.area(first, last) for first, last in lasted)
    return Flag(mark.number, axis.middle(mark.first, mark.first), bars)


def _path(places: Iterable[tuple[float, float]]) -> str:
    return " ".join(_rounded(places))


def _rounded(places: Iterable[tuple[float, float]]) -> Iterator[str]:
    return (f"{x:.1f},{y:.1f}" for x, y in places)
