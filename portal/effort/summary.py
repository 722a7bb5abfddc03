"""The first screen of the report: what a manager reads in a minute, in this order."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from portal.effort.cells import Cell, Changed, Row
from portal.effort.counts import COMPARABLE
from portal.effort.daily import ByValue
from portal.effort.figures import BY_KEY, Figure, requests, starts_ended
from portal.effort.figures.base import Words
from portal.effort.figures.first_answer import MINUTES
from portal.effort.figures.starts_ended import ENDS
from portal.effort.lists import median_wait

HEADLINES = ("helpful", "search_weak", "language_gap")
"""Beside the requests: how well the help that there is helps."""
PROMISES = ("first_response", "resolution", "kept_promises", "satisfaction")
"""How it goes once somebody has written."""
_WHOLE = 1000
"""Shares are told with one decimal of a percent."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure; of a time, how long half of them waited, now and in the period before."""

    cell: Cell
    wait: timedelta | None = None
    wait_before: timedelta | None = None


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

    requests: Tile
    ends: Ends
    headlines: tuple[Tile, ...]
    promises: tuple[Tile, ...]
    worse: tuple[Worse, ...]
    can_compare: bool


type Values = Callable[[str, str], ByValue]
"""The counts of a figure by the values of a kind."""


def build(
    cell: Callable[[Figure], Cell],
    present: Values,
    past: Values,
    rows: Sequence[Row],
    changed: Sequence[Changed],
) -> Summary:
    """The first screen, of the table's rows and of what is counted beside them."""

    def tile(key: str) -> Tile:
        figure = BY_KEY[key]
        if figure.form != "time":
            return Tile(cell(figure))
        waits = [median_wait(values(key, MINUTES)) for values in (present, past)]
        return Tile(cell(figure), *waits)

    ended = present(starts_ended.FIGURE.key, "end")
    return Summary(
        requests=tile(requests.FIGURE.key),
        ends=Ends(cell(starts_ended.FIGURE), ends_of(_by_end(ended))),
        headlines=tuple(map(tile, HEADLINES)),
        promises=tuple(tile(key) for key in PROMISES if key in BY_KEY),
        worse=worse(changed),
        can_compare=any(cell.change for row in rows for cell in row.cells),
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


def _by_end(ended: ByValue) -> Counter[str]:
    found = Counter[str]()
    for (end, _locale), count in ended.items():
        found[end] += count.denominator
    return found


def _rounded(counts: Sequence[int], total: int) -> list[int]:
    """Thousandths that sum to the whole: the largest remainders are rounded up."""
    parts = [count * _WHOLE // total for count in counts]
    by_remainder = sorted(range(len(counts)), key=lambda one: -(counts[one] * _WHOLE % total))
    for place in by_remainder[: _WHOLE - sum(parts)]:
        parts[place] += 1
    return parts
