"""The first screen of the report: what a manager reads in a minute, in this order."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from portal.effort.cells import Cell, Changed, Row
from portal.effort.counts import COMPARABLE
from portal.effort.daily import ByValue
from portal.effort.figures import requests, starts_ended
from portal.effort.figures.base import Words
from portal.effort.figures.starts_ended import ENDS
from portal.effort.times import Time, TimeRow

HEADLINES = ("helpful", "search_weak", "language_gap")
"""Beside the requests: how well the help that there is helps."""
PROMISES = ("first_response", "resolution", "kept_promises", "satisfaction")
"""How it goes once somebody has written."""
_WHOLE = 1000
"""Shares are told with one decimal of a percent."""


type Told = Cell | Time
"""A figure as it is told: a time is its median."""


@dataclass(frozen=True, slots=True)
class End:
    """A part of all contact starts; `x` and `width` are its place in a bar of a thousand.

    The parts are rounded together: as they are told they sum to the whole.
    """

    key: str
    count: int
    x: int
    width: int

    @property
    def share(self) -> float:
        return self.width / _WHOLE

    @property
    def title(self) -> Words:
        return ENDS[self.key][0]

    @property
    def good(self) -> Literal["up", "down", ""]:
        return ENDS[self.key][1]


@dataclass(frozen=True, slots=True)
class Ends:
    """How all contact starts ended; `cell` is the figure that they are parts of."""

    cell: Cell
    parts: tuple[End, ...]

    @property
    def is_told_as_counts(self) -> bool:
        return self.cell.n < COMPARABLE


@dataclass(frozen=True, slots=True)
class Worse:
    """A language that is clearly worse than its own past, and in what, the surest first."""

    language: str
    changes: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """All of it. `can_compare`: whether any language has enough in both periods to tell."""

    requests: Told
    ends: Ends
    headlines: tuple[Told, ...]
    promises: tuple[Told, ...]
    worse: tuple[Worse, ...]
    can_compare: bool


def build(rows: Sequence[Row | TimeRow], ended: ByValue, changed: Sequence[Changed]) -> Summary:
    """The first screen, of the figures and of how many contact starts came to which end."""
    told = {row.figure.key: row.total for row in rows}
    ends = Counter[str]()
    for (end, _locale), count in ended.items():
        ends[end] += count.denominator
    starts = told[starts_ended.FIGURE.key]
    assert isinstance(starts, Cell)
    return Summary(
        requests=told[requests.FIGURE.key],
        ends=Ends(starts, ends_of(ends)),
        headlines=tuple(told[key] for key in HEADLINES),
        promises=tuple(told[key] for key in PROMISES),
        worse=worse(changed),
        can_compare=any(cell.change for row in rows if isinstance(row, Row) for cell in row.cells),
    )


def ends_of(counts: Counter[str]) -> tuple[End, ...]:
    """The four ends of so many contact starts each; none of none."""
    total = counts.total()
    if not total:
        return ()
    parts = _rounded([counts[key] for key in ENDS], total)
    return tuple(
        End(key, counts[key], sum(parts[:place]), parts[place]) for place, key in enumerate(ENDS)
    )


def worse(changed: Sequence[Changed]) -> tuple[Worse, ...]:
    """The languages of which a change is bad news, the surest first."""
    found: dict[str, list[Changed]] = {}
    for one in changed:
        if one.language and one.verdict == "worse":
            found.setdefault(one.language, []).append(one)
    return tuple(Worse(language, tuple(changes)) for language, changes in found.items())


def _rounded(counts: Sequence[int], total: int) -> list[int]:
    """Thousandths that sum to the whole: the largest remainders are rounded up."""
    parts = [count * _WHOLE // total for count in counts]
    by_remainder = sorted(range(len(counts)), key=lambda one: -(counts[one] * _WHOLE % total))
    for place in by_remainder[: _WHOLE - sum(parts)]:
        parts[place] += 1
    return parts
