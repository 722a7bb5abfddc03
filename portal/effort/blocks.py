"""What of a period may leave the house: whole blocks of days, none of fewer than five cases.

The days of each cell are put together from the day on which counting began until a block holds
five, whatever period is asked for. A period gives the blocks that lie within it. So two periods
differ by whole blocks, and no subtraction leaves fewer than five.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from portal.effort.counts import SMALL, Count
from portal.effort.figures import Figure

type Size = Callable[[int, int], int]
"""How many cases a numerator and a denominator tell of, if any: it grows with either."""


@dataclass(frozen=True, slots=True)
class Block:
    """Days that are told together."""

    first: date
    last: date
    count: Count


@dataclass(frozen=True, slots=True)
class Blocks:
    """The blocks of a cell in their order, as plain numbers: a year holds many.

    `days` are all of which there is anything, as ordinals; so are the first and the last day of
    each block. `numerators` and `denominators` add up: the first is that of no block.
    """

    days: array[int]
    firsts: array[int]
    lasts: array[int]
    numerators: array[int]
    denominators: array[int]

    def __iter__(self) -> Iterator[Block]:
        return (self._from_to(place, place + 1) for place in range(len(self.firsts)))

    def within(self, first: date, last: date) -> Block | None:
        """What may be told of a period, and the days that it is of; None where it is nothing."""
        begin = bisect_left(self.firsts, first.toordinal())
        end = bisect_right(self.lasts, last.toordinal())
        return self._from_to(begin, end) if begin < end else None

    def has_any(self, first: date, last: date) -> bool:
        """Whether there is anything in a period, be it told or not."""
        return bisect_left(self.days, first.toordinal()) < bisect_right(
            self.days, last.toordinal()
        )

    def _from_to(self, begin: int, end: int) -> Block:
        sums = (self.numerators, self.denominators)
        return Block(
            date.fromordinal(self.firsts[begin]),
            date.fromordinal(self.lasts[end - 1]),
            Count(*(one[end] - one[begin] for one in sums)),
        )


def _none() -> Blocks:
    return Blocks(array("l"), array("l"), array("l"), array("l", [0]), array("l", [0]))


NONE = _none()
"""Those of a cell of which nothing was counted."""


def size_of(figure: Figure) -> Size:
    """Of two counts of different things the fewer, if there are any: each is told by itself."""
    return _fewer if figure.form in {"ratio", "thousand"} else of_all


def of_all(_numerator: int, denominator: int) -> int:
    """Where the numerator is a part of the denominator."""
    return denominator


def of_some(numerator: int, _denominator: int) -> int:
    """Where the numerator alone is told."""
    return numerator


def _fewer(numerator: int, denominator: int) -> int:
    return min(numerator, denominator) or max(numerator, denominator)


def cut(days: Iterable[tuple[int, int, int]], size: Size) -> Blocks:
    """The blocks of a cell's days: ordinals in their order, each with both its counts.

    What is too small yet is in none.
    """
    counted, firsts, lasts, sums = [], [], [], [(0, 0)]
    first = whole_n = whole_of = numerator = denominator = 0
    for day, n, of in days:
        if not size(n, of):
            continue
        counted.append(day)
        first = first or day
        numerator, denominator = numerator + n, denominator + of
        if size(numerator, denominator) >= SMALL:
            firsts.append(first)
            lasts.append(day)
            whole_n, whole_of = whole_n + numerator, whole_of + denominator
            sums.append((whole_n, whole_of))
            first = numerator = denominator = 0
    # Arrays at last: to a list, more is added in half the time.
    return Blocks(*(array("l", one) for one in (counted, firsts, lasts, *zip(*sums, strict=True))))


def together(told: Collection[Block]) -> Block:
    """Some of them, one at least, as one."""
    total = Count(
        sum(one.count.numerator for one in told), sum(one.count.denominator for one in told)
    )
    return Block(min(one.first for one in told), max(one.last for one in told), total)
