"""A figure's course as points of a drawing. The template draws; no script and no style does."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from portal.effort.definitions import Count, wilson

WIDTH, HEIGHT, MARGIN = 600, 160, 8


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
class Chart:
    """Points, and the line through them."""

    points: tuple[Point, ...]
    width: int = WIDTH
    height: int = HEIGHT

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
    last = max(len(pieces) - 1, 1)
    points = []
    for place, (day, count) in enumerate(pieces):
        if not count.denominator or count.numerator > count.denominator:
            continue
        low, high = wilson(count.numerator, count.denominator)
        share = count.numerator / count.denominator
        x = MARGIN + place / last * (WIDTH - 2 * MARGIN)
        points.append(Point(day, count, x, _y(share), _y(low), _y(high)))
    return Chart(tuple(points)) if len(points) > 1 else None


def _y(share: float) -> float:
    return MARGIN + (1 - share) * (HEIGHT - 2 * MARGIN)
