"""A figure by what it is of: groups that are of nobody in particular, and the others together.

A group of fewer than five cases in a language is told there in no number but that of the others.
The others are two groups and five cases at least, else the smallest group of more goes with them.
So nothing is left of a group when what is told is taken from the whole, in whatever languages.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from typing import overload

from portal.effort import kept
from portal.effort.cells import Cell, size
from portal.effort.counts import SMALL, Count, Counts
from portal.effort.daily import ByValue, Daily
from portal.effort.figures import Figure
from portal.journal import days as calendar

type _Key = tuple[str, str]

LANGUAGE = "locale"
"""Every figure is grouped by the language of its readers, too."""
UNSAID = ""
"""The group of what was of no topic, product or the like, as far as that was said."""


@dataclass(frozen=True)
class Compared:
    """What was counted of a period and of the one before it, for readers of some languages."""

    daily: Daily
    first: date
    last: date
    codes: tuple[str, ...]

    @property
    def stamp(self) -> str:
        """A name for all that is told of these days: of the same days it is the same."""
        return kept.name(self.period, self.codes, self.daily.stamp)

    @property
    def period(self) -> tuple[date, date]:
        return self.first, self.last

    @property
    def before(self) -> tuple[date, date]:
        return calendar.before(self.first, self.last)

    @cached_property
    def _sums(self) -> Mapping[tuple[date, date], Counts]:
        """Of all figures at once: whoever asks for one soon asks for another."""
        return {span: self.daily.sums(*span) for span in (self.period, self.before)}

    def wholes(self, figure: Figure, span: tuple[date, date]) -> dict[str, Count]:
        """A figure of the period or of the one before, by language."""
        sums = self._sums[span]
        keys = ((figure.key, code) for code in self.codes)
        return {key[1]: sums[key] for key in keys if key in sums}

    def cell(self, figure: Figure, count: Count, before: Count) -> Cell:
        """A count of this figure as the report tells it."""
        return Cell(
            figure,
            count,
            before,
            is_recorded=self.daily.is_recorded(figure, *self.period),
            is_older=self.daily.is_older(figure, self.before[0], self.last),
        )


@dataclass(frozen=True, slots=True)
class Group:
    """What the figure is among all that is of one value."""

    value: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups that are told, the largest first; the others, if they may be told together."""

    told: Sequence[Group]
    others: Cell | None


def whole(figure: Figure, compared: Compared) -> Cell:
    """The figure itself."""
    spans = (compared.period, compared.before)
    return compared.cell(figure, *(_sum(compared.wholes(figure, span).values()) for span in spans))


type _Counts = tuple[Count, Count]
"""Now and before."""


def of(figure: Figure, kind: str, compared: Compared) -> Groups:
    """A figure by the values of one of its dimensions, or by language."""
    named = (figure.key, kind, compared.stamp)
    told, others = kept.once("groups", named, lambda: _counted(figure, kind, compared))
    return Groups(
        _Ordered(figure, told, compared),
        # Who is among them changes from period to period, so that is not compared.
        compared.cell(figure, others, Count()) if others else None,
    )


def _counted(
    figure: Figure, kind: str, compared: Compared
) -> tuple[list[tuple[str, _Counts]], Count | None]:
    """The groups that are told, the largest first, and the others together."""
    now, past = (
        _Span(figure, kind, compared, span) for span in (compared.period, compared.before)
    )
    told, hidden = _told(now.cases)
    by_value: dict[str, list[_Key]] = defaultdict(list)
    for key in told:
        by_value[key[0]].append(key)
    rows = [(value, (now.sum(keys), past.sum(keys))) for value, keys in by_value.items()]
    ordered = sorted(rows, key=lambda row: (-now.size(row[1][0]), row[0]))
    return ordered, now.sum(hidden) if hidden else None


class _Ordered(Sequence[Group]):
    """Groups in their order, each made when somebody looks at it: of searches they are many."""

    def __init__(
        self, figure: Figure, rows: Sequence[tuple[str, _Counts]], compared: Compared
    ) -> None:
        self._figure, self._rows, self._compared = figure, rows, compared

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> Group: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Group]: ...
    def __getitem__(self, place: int | slice) -> Group | Sequence[Group]:
        if isinstance(place, slice):
            return [self._group(row) for row in self._rows[place]]
        return self._group(self._rows[place])

    def _group(self, row: tuple[str, _Counts]) -> Group:
        value, counts = row
        return Group(value, self._compared.cell(self._figure, *counts))


@dataclass(frozen=True, slots=True)
class OfValue:
    """A figure among all that is of one value: over the languages that are told, and in each.

    A language in which it is too small, or would give another group away, has no cell.
    """

    figure: Figure
    total: Cell
    cells: Mapping[str, Cell]


def of_value(figure: Figure, kind: str, value: str, compared: Compared) -> OfValue:
    """A figure of one topic, product or market."""
    named = (figure.key, kind, value, compared.stamp)
    total, own = kept.once("value", named, lambda: _counted_of(figure, kind, value, compared))
    cells = {code: compared.cell(figure, *counts) for code, counts in own.items()}
    return OfValue(figure, compared.cell(figure, *total), cells)


def _counted_of(
    figure: Figure, kind: str, value: str, compared: Compared
) -> tuple[_Counts, dict[str, _Counts]]:
    """All languages that are told together, and each."""
    now, past = (
        _Span(figure, kind, compared, span) for span in (compared.period, compared.before)
    )
    told = [key for key in _told(now.cases)[0] if key[0] == value]
    ordered = sorted(told, key=lambda key: compared.codes.index(key[1]))
    own = {key[1]: (now.sum([key]), past.sum([key])) for key in ordered}
    return (now.sum(told), past.sum(told)), own


class _Span:
    """The groups of some days, by value and language; `cases` are how many cases each has."""

    def __init__(
        self, figure: Figure, kind: str, compared: Compared, span: tuple[date, date]
    ) -> None:
        self._figure, self._is_part = figure, kind in figure.parts
        read = partial(compared.daily.by_value, *span, figure.key, codes=compared.codes)
        whole = compared.wholes(figure, span)
        self._whole = _sum(whole.values())
        if kind == LANGUAGE:
            self._counts = {(code, ""): count for code, count in whole.items()}
        elif self._is_part:
            self._counts = dict(read(kind))
        else:
            self._counts = _with_unsaid(read(kind), whole)
        self.cases = {key: self.size(count) for key, count in self._counts.items()}

    def size(self, count: Count) -> int:
        """How many cases of a group are told."""
        return count.numerator if self._is_part else size(self._figure, count)

    def sum(self, keys: Iterable[_Key]) -> Count:
        """Some groups together."""
        count = _sum(self._counts.get(key, Count()) for key in keys)
        return Count(count.numerator, self._whole.denominator) if self._is_part else count


def _with_unsaid(found: ByValue, whole: Mapping[str, Count]) -> ByValue:
    """With what is of no value: a case is of one at most."""
    named: dict[str, Count] = defaultdict(Count)
    for (_value, code), count in found.items():
        named[code] += count
    unsaid = {
        (UNSAID, code): Count(
            count.numerator - named[code].numerator, count.denominator - named[code].denominator
        )
        for code, count in whole.items()
    }
    return {**found, **unsaid}


def _told(cases: Mapping[_Key, int]) -> tuple[list[_Key], list[_Key]]:
    """Which groups are told by themselves, and which together, language by language.

    What is too small to be told even together is in neither.
    """
    by_language: dict[str, list[_Key]] = defaultdict(list)
    for key in sorted(
        (key for key in cases if cases[key] > 0), key=lambda key: (-cases[key], key)
    ):
        by_language[key[1]].append(key)
    told, together = [], []
    for own in by_language.values():
        large = [key for key in own if cases[key] >= SMALL]
        small = own[len(large) :]
        while small and large and not _may_be_together(small, cases):
            small.append(large.pop())
        told += large
        together += small if _may_be_together(small, cases) else []
    return told, together


def _may_be_together(keys: Collection[_Key], cases: Mapping[_Key, int]) -> bool:
    return len(keys) > 1 and sum(cases[key] for key in keys) >= SMALL


def _sum(counts: Iterable[Count]) -> Count:
    return sum(counts, Count())
