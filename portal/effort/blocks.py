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
    first, total = None, Count()
    for day, count in days.items():
        if not size(count):
            continue
        first, total = first or day, total + count
        if size(total) >= SMALL:
            yield Block(first, day, total)
            first, total = None, Count()


def within(
    days: Mapping[date, Count], size: Callable[[Count], int], first: date, last: date
) -> Block | None:
    """What may be told of a period, and the days that it is of; None where it is nothing."""
    found = [one for one in blocks(days, size) if first <= one.first and one.last <= last]
    if not found:
        return None
    total = sum((one.count for one in found), Count())
    return Block(found[0].first, found[-1].last, total)
