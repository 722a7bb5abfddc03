"""What of a period may leave the house: whole blocks of days, none of fewer than five cases.

The days of each cell are put together from the day on which counting began until a block holds
five, whatever period is asked for. A period gives the blocks that lie within it. So two periods
differ by whole blocks, and no subtraction leaves fewer than five.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
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


def blocks(days: Mapping[date, Count], size: Size) -> Iterator[Block]:
    """The blocks of a cell's days, which are in their order; what is too small yet is in none."""
    return (Block(first, last, Count(n, of)) for first, last, n, of in _blocks(days, size))


def within(days: Mapping[date, Count], size: Size, first: date, last: date) -> Block | None:
    """What may be told of a period, and the days that it is of; None where it is nothing."""
    found = [one for one in _blocks(days, size) if first <= one[0] and one[1] <= last]
    if not found:
        return None
    total = Count(sum(one[2] for one in found), sum(one[3] for one in found))
    return Block(found[0][0], found[-1][1], total)


def together(told: Collection[Block]) -> Block:
    """Some of them, one at least, as one."""
    total = Count(
        sum(one.count.numerator for one in told), sum(one.count.denominator for one in told)
    )
    return Block(min(one.first for one in told), max(one.last for one in told), total)


def _blocks(days: Mapping[date, Count], size: Size) -> Iterator[tuple[date, date, int, int]]:
    """The same as plain numbers, of which a year holds many."""
    first, numerator, denominator = None, 0, 0
    for day, count in days.items():
        if not size(count.numerator, count.denominator):
            continue
        first = first or day
        numerator, denominator = numerator + count.numerator, denominator + count.denominator
        if size(numerator, denominator) >= SMALL:
            yield first, day, numerator, denominator
            first, numerator, denominator = None, 0, 0
