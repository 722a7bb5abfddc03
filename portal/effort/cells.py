"""A figure for one language, or for all of them: what it is, how sure, and what was left out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from kb.feedback.interval import wilson
from portal.effort import changes, counts
from portal.effort.changes import Difference
from portal.effort.counts import COMPARABLE, ENOUGH, NOTHING, SMALL, Count
from portal.effort.figures import Figure
from portal.effort.pieces import Piece


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What was kept and is in no rate: beyond a network's share, asked not to be followed, and
    by robots and staff, as far as they left anything."""

    share: int = 0
    privacy: int = 0
    strangers: int = 0

    @property
    def total(self) -> int:
        return self.share + self.privacy + self.strangers


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure for one language, or all: the count, and that of the period before.

    `is_older`: days of it, or of those before, were counted by an older definition.
    """

    figure: Figure
    count: Count
    before: Count = NOTHING
    is_recorded: bool = True
    is_older: bool = False
    # The most that a single network can have done of it.
    network: Count = NOTHING
    left_out: LeftOut = field(default_factory=LeftOut)

    @property
    def n(self) -> int:
        return size(self.figure, self.count)

    @property
    def state(self) -> Literal["not counted", "no data", "collecting", "enough"]:
        if not self.is_recorded:
            return "not counted"
        if not self.n:
            return "no data"
        return "collecting" if self.n < ENOUGH else "enough"

    @property
    def enough(self) -> int:
        return ENOUGH

    @property
    def is_small(self) -> bool:
        return self.n < SMALL

    @property
    def is_told_as_count(self) -> bool:
        """Whether so few are told as they are: a share of them would only look exact."""
        return self.figure.form == "rate" and self.n < COMPARABLE

    @property
    def value(self) -> float | None:
        share = self.count.share
        return share * 1000 if share is not None and self.figure.form == "thousand" else share

    @property
    def interval(self) -> tuple[float, float] | None:
        numerator, denominator = self.count.numerator, self.count.denominator
        if self.figure.form == "rate":
            return wilson(numerator, denominator) if denominator else None
        found = counts.ratio_interval(numerator, denominator)
        if found is None or self.figure.form == "ratio":
            return found
        return found[0] * 1000, found[1] * 1000

    @property
    def change(self) -> Difference | None:
        """Against the same language's period before; None where nothing can be said of it.

        So it is with fewer than 30 on a side, and where the two were counted otherwise.
        """
        if self.is_older:
            return None
        compare = changes.of_shares if self.figure.form == "rate" else changes.of_ratios
        return compare(self.count, self.before)

    @property
    def largest_network(self) -> float | None:
        """The share of it that a single network can have at most."""
        return self.network.share


@dataclass(frozen=True, slots=True)
class Row:
    """One figure in all languages side by side."""

    figure: Figure
    total: Cell
    cells: tuple[Cell, ...]
    trend: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Changed:
    """A change that is news. `language` is a code, "" for all of them."""

    cell: Cell
    language: str
    change: Difference

    @property
    def verdict(self) -> Literal["better", "worse", ""]:
        """Whether that is good news; "" where neither direction is."""
        if not self.cell.figure.good:
            return ""
        is_good = self.change.is_up == (self.cell.figure.good == "up")
        return "better" if is_good else "worse"


def size(figure: Figure, count: Count) -> int:
    """How many cases a count of this figure rests on."""
    if figure.form in {"ratio", "thousand"}:
        return count.numerator + count.denominator
    return count.denominator


def what_changed(rows: tuple[Row, ...], languages: tuple[str, ...]) -> list[Changed]:
    """What changed of all that is looked at, the surest first."""
    compared = [
        (Changed(cell, language, change), change)
        for row in rows
        for language, cell in looked_at(row.total, row.cells, languages)
        if (change := cell.change)
    ]
    return [changed for changed, _change in changes.news(compared)]


def looked_at[T](total: T, cells: Sequence[T], languages: Sequence[str]) -> list[tuple[str, T]]:
    """What a row says by language; first of all of them ("") where there are several."""
    own = list(zip(languages, cells, strict=True))
    return own if len(own) == 1 else [("", total), *own]
