"""What the days of a span add up to: closed ones from their sums, open ones from steps.

No row of a closed day is read but its sums, and none of a day before counting began.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from heapq import nlargest, nsmallest

from django.db.models import TextField
from django.db.models.functions import Cast

from portal.effort import kept, opened, rollups
from portal.effort.blocks import Blocks
from portal.effort.counts import NOTHING, WHOLE, Count, Counts
from portal.effort.figures import BY_KEY, Figure, definitions
from portal.effort.figures.first_answer import MINUTES
from portal.effort.models import ClosedDay
from portal.effort.opened import Opened
from portal.effort.sums import Asked, ClosedSums, Days, Row
from portal.journal import days as calendar

type ByValue = dict[tuple[str, str], Count]
"""By value and language."""
type Definitions = Mapping[str, int]
"""By figure, the number of the definition that a day was counted by."""
type Series = dict[tuple[str, str, str], dict[date, Count]]
"""By figure, language and value: each day's count, in their order."""
type _Row = tuple[date, str, str, str, int, int]
"""Day, figure, language, value, numerator and denominator."""


@dataclass(frozen=True, slots=True)
class Daily:
    """The days of a span that were counted: closed ones, by the definitions that held, and open
    ones."""

    closed: Mapping[date, Definitions]
    opened: Opened
    _sums: ClosedSums
    # Another one when any of these days is counted otherwise than it was.
    stamp: str = ""
    # By span, the definitions that its closed days were counted by.
    _numbers: dict[tuple[date, date], dict[str, set[int]]] = field(default_factory=dict)

    def sums(self, first: date, last: date, kind: str = WHOLE) -> Counts:
        """By figure and language, of everything or of each network that did most."""
        asked = Asked(
            first=first, last=last, kind=kind, figures=tuple(BY_KEY), by=("figure", "locale")
        )
        found = {(figure, code): Count(n, of) for figure, code, n, of in self._sums.of(asked)}
        for _day, figure, code, _value, n, of in self._open(asked):
            _add(found, (figure, code), n, of)
        return found

    def by_day(
        self, first: date, last: date, figures: Collection[str], codes: Collection[str]
    ) -> dict[tuple[str, date], Count]:
        """By figure and day, over these languages."""
        asked = Asked(
            first=first,
            last=last,
            kind=WHOLE,
            figures=tuple(figures),
            by=("figure", "day"),
            codes=tuple(codes),
        )
        found = {(figure, day): Count(n, of) for figure, day, n, of in self._sums.of(asked)}
        for day, figure, _code, _value, n, of in self._open(asked):
            _add(found, (figure, day), n, of)
        return found

    def by_value(
        self, first: date, last: date, figure: str, kind: str, codes: Collection[str]
    ) -> ByValue:
        """One figure by what it is of, and language."""
        asked = _by_value(first, last, figure, kind, codes)
        found = {(value, code): Count(n, of) for value, code, n, of in self._sums.of(asked)}
        for _day, _figure, code, value, n, of in self._open(asked):
            _add(found, (value, code), n, of)
        return found

    def closed_values(
        self, first: date, last: date, figure: str, kind: str, codes: Collection[str]
    ) -> Sequence[Row]:
        """The same of closed days alone, as plain rows: of searches they are very many."""
        return self._sums.rows(_by_value(first, last, figure, kind, codes))

    def of_values(
        self, first: date, last: date, figures: Collection[str], kind: str, codes: Collection[str]
    ) -> dict[tuple[str, str, str], Count]:
        """Some figures by figure, language and what they are of."""
        asked = Asked(
            first=first,
            last=last,
            kind=kind,
            figures=tuple(figures),
            by=("figure", "locale", "value"),
            codes=tuple(codes),
        )
        found = {
            (figure, code, value): Count(n, of)
            for figure, code, value, n, of in self._sums.of(asked)
        }
        for _day, figure, code, value, n, of in self._open(asked):
            _add(found, (figure, code, value), n, of)
        return found

    def most(
        self, first: date, last: date, figure: str, kind: str, codes: Collection[str], number: int
    ) -> list[tuple[str, str, int]]:
        """What one figure is mostly of: value, language and numerator, the largest first.

        As `by_value` would tell, without reading all of the very many.
        """
        asked = _by_value(first, last, figure, kind, codes)
        largest = self._sums.most(asked)
        found = {(value, code): n for value, code, n, _of in largest}
        today: Counter[tuple[str, str]] = Counter()
        for _day, _figure, code, value, n, _of in self._open(asked):
            today[value, code] += n
        if not self._sums.is_all(largest):
            # A small one of closed days may be a large one with what open days hold.
            values = _may_be_among(number, found, today)
            rows = self._sums.of(replace(asked, values=values)) if values else ()
            found |= {(value, code): n for value, code, n, _of in rows}
        for key, n in today.items():
            found[key] = found.get(key, 0) + n
        ranked = nsmallest(number, ((-n, *key) for key, n in found.items()))
        return [(value, code, -n) for n, value, code in ranked]

    def series(self, asked: Asked) -> Series:
        """By figure, language and value: each day's count, in their order.

        Of closed days each, where all else reads sums: for what needs the days themselves.
        """
        found: dict[tuple[str, str, str], dict[date, Count]] = defaultdict(dict)
        for (figure, code, value), (days, *counted) in self._sums.days(asked).items():
            found[figure, code, value] = dict(
                zip(map(date.fromordinal, days), map(Count, *counted), strict=True)
            )
        for day, figure, code, value, n, of in sorted(self._open(asked)):
            found[figure, code, value][day] = Count(n, of)
        return found

    def closed_days(self, asked: Asked) -> Mapping[tuple[str, ...], Days]:
        """The same of closed days alone, as plain numbers: of a year they are very many."""
        return self._sums.days(asked)

    def blocks(
        self, first: date, last: date, kind: str, figures: Collection[str]
    ) -> Mapping[tuple[str, ...], Blocks]:
        """By figure, language and value: the closed days of each cell in blocks."""
        return self._sums.blocks(Asked.by_day((first, last), kind, figures))

    def blocks_beyond(self, first: date, last: date) -> Mapping[tuple[str, ...], Blocks]:
        """The same of what lay beyond its network's share, by kind of step and language."""
        return self._sums.blocks_beyond(first, last)

    def minutes(
        self, first: date, last: date, figures: Collection[str], codes: Collection[str]
    ) -> dict[tuple[str, str], Counter[int]]:
        """Of figures of time, by figure and language: how many waited so many minutes."""
        asked = Asked(
            first=first,
            last=last,
            kind=MINUTES,
            figures=tuple(figures),
            by=("figure", "locale", "value"),
            codes=tuple(codes),
        )
        found: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
        for figure, code, minutes, _n, of in self._sums.of(asked):
            found[figure, code][int(minutes)] += of
        for _day, figure, code, minutes, _n, of in self._open(asked):
            found[figure, code][int(minutes)] += of
        return found

    def beyond(self, first: date, last: date) -> Counter[tuple[str, str]]:
        """By kind of step and language, what lay beyond its network's share."""
        found = Counter(self._sums.beyond(first, last))
        for day, left_out in self.opened.beyond():
            if first <= day <= last:
                found.update(left_out)
        return found

    def is_open(self, day: date) -> bool:
        """Whether what a day adds up to may still change."""
        return day in self.opened

    def is_counted(self, figure: Figure, day: date) -> bool:
        """Whether a figure was counted on a day."""
        return day in self.opened or figure.key in self.closed.get(day, {})

    def is_recorded(self, figure: Figure, first: date, last: date) -> bool:
        """Whether a figure was counted on any of these days; if not, that is not none."""
        return bool(self._definitions(figure, first, last))

    def is_older(self, figure: Figure, first: date, last: date) -> bool:
        """Whether any of these days was counted by an older definition of it."""
        return bool(self._definitions(figure, first, last) - {figure.definition})

    def _definitions(self, figure: Figure, first: date, last: date) -> set[int]:
        if (first, last) not in self._numbers:
            by_figure: dict[str, set[int]] = defaultdict(set)
            within = (by for day, by in self.closed.items() if first <= day <= last)
            # Most days were counted by the same ones, which are one object.
            for counted_by in {id(by): by for by in within}.values():
                for key, number in counted_by.items():
                    by_figure[key].add(number)
            self._numbers[first, last] = by_figure
        is_open = any(first <= day <= last for day in self.opened.days)
        numbers = self._numbers[first, last].get(figure.key, set())
        return numbers | ({figure.definition} if is_open else set())

    def _open(self, asked: Asked) -> Iterator[_Row]:
        """What open days hold of the same."""
        if not any(asked.first <= day <= asked.last for day in self.opened.days):
            return
        for day, rows in self.opened.rows(asked.kind):
            if asked.first <= day <= asked.last:
                for figure, code, value, n, of in rows:
                    if asked.holds(figure, code, value):
                        yield day, figure, code, value, n, of


def read(first: date, last: date, at: datetime | None) -> Daily:
    """The days from `first` to `last` that were counted; without a moment, closed ones alone."""
    rows = ClosedDay.objects.filter(day__gte=first, day__lte=last).order_by("day")
    versions = dict(rows.values_list("day", "version"))
    named = kept.name([(day.toordinal(), version) for day, version in versions.items()])
    closed = kept.once("definitions", named, lambda: _definitions(first, last, versions))
    opened_days = Opened()
    if at is not None:
        opened_days = opened.read(list(_countable(first, last, versions, at)), at)
    stamp = kept.name(first, last, named, opened_days.days, opened_days.stamp, definitions())
    return Daily(closed, opened_days, ClosedSums(versions), stamp)


def _definitions(first: date, last: date, closed: Collection[date]) -> Mapping[date, Definitions]:
    """What each day was counted by, which no day changes without another version.

    The same object for the same text, as most days have.
    """
    rows = ClosedDay.objects.filter(day__gte=first, day__lte=last).order_by("day")
    found = list(rows.values_list("day", Cast("definitions", TextField())))
    told = {text: json.loads(text) for text in {text for _day, text in found}}
    return {day: told[text] for day, text in found if day in closed}


def _may_be_among(
    number: int, largest: Mapping[tuple[str, str], int], today: Mapping[tuple[str, str], int]
) -> tuple[str, ...]:
    """The values that may be among so many, though they are not among the largest of closed days.

    Of those, no value had more than the least of the largest.
    """
    least = (largest.get(key, 0) + today.get(key, 0) for key in {*largest, *today})
    lacking = min(nlargest(number, least), default=0) - min(largest.values(), default=0)
    rest = {key[0] for key, n in today.items() if key not in largest and n >= lacking}
    return tuple(sorted(rest))


def _add[K](found: dict[K, Count], key: K, n: int, of: int) -> None:
    found[key] = found.get(key, NOTHING) + Count(n, of)


def _by_value(first: date, last: date, figure: str, kind: str, codes: Collection[str]) -> Asked:
    return Asked(
        first=first,
        last=last,
        kind=kind,
        figures=(figure,),
        by=("value", "locale"),
        codes=tuple(codes),
    )


def _countable(first: date, last: date, closed: Collection[date], at: datetime) -> Iterator[date]:
    """The days of a span that may be open: what was before the first step is never closed."""
    last = min(last, calendar.day_of(at))
    spanned = (first + timedelta(days=offset) for offset in range((last - first).days + 1))
    days = [day for day in spanned if day not in closed]
    begin = rollups.last_closable(at) + timedelta(days=1)
    if days and days[0] < begin:
        begin = min(begin, rollups.first_day() or begin)
    return (day for day in days if day >= begin)
