"""Where things lie in a drawing: days side by side, values one above the other.

Time goes the way that one reads: in Arabic from right to left, as the labels and the table do.
"""

import math
from dataclasses import dataclass
from datetime import date

# As wide as on a telephone, so that words are as large there as beside the drawing.
WIDTH, HEIGHT = 360, 200
ROOF, GROUND = 24, HEIGHT - 24
_LEFT, _RIGHT = 56, 8


@dataclass(frozen=True, slots=True)
class Area:
    """Days behind the line, from edge to edge."""

    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Axis:
    """The days of a period, side by side."""

    first: date
    last: date
    is_mirrored: bool = False

    def x(self, day: date, part: float = 0.0) -> float:
        """Where a day begins; with a `part` of 1, where it ends."""
        days = (self.last - self.first).days + 1
        share = ((day - self.first).days + part) / days
        x = _LEFT + share * (WIDTH - _LEFT - _RIGHT)
        return WIDTH - x if self.is_mirrored else x

    def middle(self, first: date, last: date) -> float:
        """The middle of some days."""
        return (self.x(first) + self.x(last, 1)) / 2

    def label_x(self) -> float:
        """Where the labels of the levels end."""
        return WIDTH - _LEFT + 6 if self.is_mirrored else _LEFT - 6

    @property
    def direction(self) -> str:
        return "rtl" if self.is_mirrored else "ltr"

    def days(self, pixels: float) -> int:
        """How many days lie as far apart as this, at least one."""
        days = (self.last - self.first).days + 1
        return max(1, math.ceil(pixels * days / (WIDTH - _LEFT - _RIGHT)))

    def area(self, first: date, last: date) -> Area:
        """From the beginning of a day to the end of another."""
        edges = sorted((self.x(first), self.x(last, 1)))
        return Area(edges[0], edges[1] - edges[0])


def height(value: float, top: float) -> float:
    """Where a value lies, from above; the ground is nothing, the roof is `top`."""
    return ROOF + (1 - value / top) * (GROUND - ROOF)
