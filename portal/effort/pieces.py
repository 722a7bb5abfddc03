"""A figure in equal pieces of a period: days, weeks, or four weeks of a small house."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from portal.effort.counts import NOTHING, Count
from portal.effort.daily import Daily
from portal.effort.figures import Figure

_DAY = timedelta(days=1)
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Piece:
    """Some days, one after another, and what they add up to.

    `counted` is of how many of them the figure was counted. `is_short` says that these are fewer
    than a piece has, `is_open` that some may still change.
    """

    first: date
    last: date
    count: Count
    counted: int
    is_short: bool = False
    is_open: bool = False


def length(days: int, is_small_house: bool) -> int:
    """Of how many days the pieces of a period are."""
    if is_small_house:
        return 4 * _WEEK if days > 4 * _WEEK else _WEEK
    return 1 if days <= 2 * _WEEK else _WEEK


def cut(
    found: Daily, figure: Figure, first: date, last: date, size: int, days: Mapping[date, Count]
) -> tuple[Piece, ...]:
    """The pieces of a period, which are `size` days long but for the last one."""
    pieces = []
    while first <= last:
        own = list(_days(first, min(first + (size - 1) * _DAY, last)))
        counted = sum(found.is_counted(figure, day) for day in own)
        pieces.append(
            Piece(
                own[0],
                own[-1],
                sum((days.get(day, NOTHING) for day in own), NOTHING),
                counted,
                is_short=counted < size,
                is_open=any(map(found.is_open, own)),
            )
        )
        first += size * _DAY
    return tuple(pieces)


def _days(first: date, last: date) -> Iterator[date]:
    return (first + offset * _DAY for offset in range((last - first).days + 1))
