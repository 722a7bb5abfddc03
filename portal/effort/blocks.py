"""What of a period may leave the house: whole blocks of days, none of fewer than five cases.

The days of each cell are put together from the day on which counting began until a block holds
five, whatever period is asked for. A period gives the blocks that lie within it. So two periods
differ by whole blocks, and no subtraction leaves fewer than five.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from portal.effort.counts import SMALL, Count


@dataclass(frozen=True, slots=True)
class Block:
    """Days that are told together."""

    first: date
    last: date
    count: Count


def blocks(days: Mapping[date, Count], size: Callable[[Count], int]) -> Iterator[Block]:
    """The blocks of a cell's days, which are in their order; what is too small yet is in none."""
    return (Block(first, last, Count(n, of)) for first, last, n, of in _blocks(days, size))


def within(
    days: Mapping[date, Count], size: Callable[[Count], int], first: date, last: date
) -> Block | None:
    """What may be told of a period, and the days that it is of; None where it is nothing."""
    found = [one for one in _blocks(days, size) if first <= one[0] and one[1] <= last]
    if not found:
        return None
    total = Count(sum(one[2] for one in found), sum(one[3] for one in found))
    return Block(found[0][0], found[-1][1], total)


def _blocks(
    days: Mapping[date, Count], size: Callable[[Count], int]
) -> Iterator[tuple[date, date, int, int]]:
    """The same as plain numbers, of which a year holds many. Sizes add up as counts do."""
    first, together, numerator, denominator = None, 0, 0, 0
    for day, count in days.items():
        if not (more := size(count)):
            continue
        first, together = first or day, together + more
        numerator, denominator = numerator + count.numerator, denominator + count.denominator
        if together >= SMALL:
            yield first, day, numerator, denominator
            first, together, numerator, denominator = None, 0, 0, 0
