"""A figure's course as points of a drawing. The template draws; no script and no style does."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kb.feedback.interval import wilson
from portal.effort.counts import Count

WIDTH, HEIGHT, MARGIN = 600, 200, 12
LEFT, BELOW = 64, 28
"""Room for the labels of the two axes."""
_TOPS = (0.1, 0.25, 0.5, 1.0)
"""Where a drawing may end above: small shares would lie flat on the ground of the whole."""


@dataclass(frozen=True, slots=True)
class Point:
    """One day's or week's share, its interval, and where they lie in the drawing."""

    day: date
    count: Count
    x: float
    y: float
    low: float
    high: float

    @property
    def share(self) -> float:
        return self.count.numerator / self.count.denominator


@dataclass(frozen=True, slots=True)
class GridLine:
    """A level line, and the share that it stands for."""

    share: float
    y: float


@dataclass(frozen=True, slots=True)
class Chart:
    """Points, and the line through them."""

    points: tuple[Point, ...]
    top: float
    width: int = WIDTH
    outer_height: int = HEIGHT + BELOW
    left: int = LEFT
    label_x: int = LEFT - 8

    @property
    def grid(self) -> list[GridLine]:
        """The ground, the middle and the top."""
        shares = (0.0, self.top / 2, self.top)
        return [GridLine(share, _y(share, self.top)) for share in shares]

    @property
    def line(self) -> str:
        return " ".join(f"{point.x:.1f},{point.y:.1f}" for point in self.points)

    @property
    def band(self) -> str:
        """The outline of the 95 % intervals."""
        upper = [f"{point.x:.1f},{point.high:.1f}" for point in self.points]
        lower = [f"{point.x:.1f},{point.low:.1f}" for point in reversed(self.points)]
        return " ".join([*upper, *lower])


def chart(trend: Iterable[tuple[date, Count]]) -> Chart | None:
    """The drawing of a trend; none with fewer than two days or weeks that have anything."""
    pieces = list(trend)
    drawn = {
        place: wilson(count.numerator, count.denominator)
        for place, (_day, count) in enumerate(pieces)
        if count.denominator and count.numerator <= count.denominator
    }
    if len(drawn) < 2:
        return None
    highest = max(high for _low, high in drawn.values())
    top = next((top for top in _TOPS if highest <= top), 1.0)
    points = []
    for place, (low, high) in drawn.items():
        day, count = pieces[place]
        x = LEFT + MARGIN + place / (len(pieces) - 1) * (WIDTH - LEFT - 2 * MARGIN)
        share = count.numerator / count.denominator
        points.append(Point(day, count, x, _y(share, top), _y(low, top), _y(high, top)))
    return Chart(tuple(points), top)


def _y(share: float, top: float) -> float:
    return MARGIN + (1 - share / top) * (HEIGHT - 2 * MARGIN)
