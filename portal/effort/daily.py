"""What the days of a span add up to: closed ones from their sums, open ones from steps.

No row of a closed day is read but its sums, and none of a day before counting began.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from heapq import nsmallest

from django.db.models import Sum

from portal.effort import opened, rollups
from portal.effort.counts import NOTHING, WHOLE, Count, Counts
from portal.effort.figures import BY_KEY, Figure
from portal.effort.figures.first_answer import MINUTES
from portal.effort.models import ClosedDay
from portal.effort.opened import OpenDay
from portal.effort.sums import Asked, ClosedSums
from portal.journal import days as calendar
from portal.journal.models import BeyondShare

type ByValue = dict[tuple[str, str], Count]
"""By value and language."""
type Series = dict[tuple[str, str, str], dict[date, Count]]
"""By figure, language and value: each day's count, in their order."""
type _Row = tuple[date, str, str, str, int, int]
"""Day, figure, language, value, numerator and denominator."""


@dataclass(frozen=True, slots=True)
class Daily:
    """The days of a span that were counted: closed ones, by the definitions that held, and open
    ones."""

    closed: dict[date, dict[str, int]]
    opened: Mapping[date, OpenDay]
    _sums: ClosedSums
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
        found = defaultdict(int, {(value, code): n for value, code, n, _of in largest})
        today: Counter[tuple[str, str]] = Counter()
        for _day, _figure, code, value, n, _of in self._open(asked):
            today[value, code] += n
        if not self._sums.is_all(largest):
            # A small one of closed days may be a large one with what open days hold.
            values = {value for value, _code in today}
            rows = self._sums.of(replace(asked, values=tuple(sorted(values))))
            found |= {(value, code): n for value, code, n, _of in rows}
        for key, n in today.items():
            found[key] += n
        ranked = nsmallest(number, ((-n, *key) for key, n in found.items()))
        return [(value, code, -n) for n, value, code in ranked]

    def series(self, asked: Asked) -> Series:
        """By figure, language and value: each day's count, in their order."""
        found: dict[tuple[str, str, str], dict[date, Count]] = defaultdict(dict)
        for (figure, code, value), (days, *counted) in self._sums.days(asked).items():
            found[figure, code, value] = dict(
                zip(map(date.fromordinal, days), map(Count, *counted), strict=True)
            )
        for day, figure, code, value, n, of in sorted(self._open(asked)):
            found[figure, code, value][day] = Count(n, of)
        return found

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
        told = BeyondShare.objects.filter(day__gte=first, day__lte=last, network="")
        rows = told.order_by().values_list("kind", "locale").annotate(total=Sum("count"))
        found = Counter({(kind, locale): total for kind, locale, total in rows})
        for day, counted in self.opened.items():
            if first <= day <= last:
                found.update(counted.beyond)
        return found

    def is_recorded(self, figure: Figure, first: date, last: date) -> bool:
        """Whether a figure was counted on any of these days; if not, that is not none."""
        return bool(self._definitions(figure, first, last))

    def is_older(self, figure: Figure, first: date, last: date) -> bool:
        """Whether any of these days was counted by an older definition of it."""
        return bool(self._definitions(figure, first, last) - {figure.definition})

    def _definitions(self, figure: Figure, first: date, last: date) -> set[int]:
        if (first, last) not in self._numbers:
            by_figure: dict[str, set[int]] = defaultdict(set)
            for day, counted_by in self.closed.items():
                if first <= day <= last:
                    for key, number in counted_by.items():
                        by_figure[key].add(number)
            self._numbers[first, last] = by_figure
        is_open = any(first <= day <= last for day in self.opened)
        numbers = self._numbers[first, last].get(figure.key, set())
        return numbers | ({figure.definition} if is_open else set())

    def _open(self, asked: Asked) -> Iterator[_Row]:
        """What open days hold of the same."""
        for day, one in self.opened.items():
            if asked.first <= day <= asked.last:
                for figure, code, value, n, of in one.rows.get(asked.kind, ()):
                    if asked.holds(figure, code, value):
                        yield day, figure, code, value, n, of


def read(first: date, last: date, at: datetime | None) -> Daily:
    """The days from `first` to `last` that were counted; without a moment, closed ones alone."""
    rows = ClosedDay.objects.filter(day__gte=first, day__lte=last)
    closed: dict[date, dict[str, int]] = {}
    versions: dict[date, str] = {}
    for day, counted_by, version in rows.values_list("day", "definitions", "version"):
        closed[day], versions[day] = counted_by, version
    sums = ClosedSums(versions)
    if at is None:
        return Daily(closed, {}, sums)
    days = [day for day in _countable(first, last, at) if day not in closed]
    return Daily(closed, opened.read(days, at), sums)


def series(
    first: date,
    last: date,
    at: datetime | None,
    *,
    kind: str,
    figures: Collection[str],
    values: Collection[str] | None = None,
) -> Series:
    """By figure, language and value (these, or all of them): each day's count, in their order.

    Of closed days each, where all else reads sums: for what needs the days themselves. Without a
    moment, of closed days alone.
    """
    asked = Asked(
        first=first,
        last=last,
        kind=kind,
        figures=tuple(figures),
        by=("figure", "locale", "value", "day"),
        values=None if values is None else tuple(sorted(values)),
    )
    return read(first, last, at).series(asked)


def beyond_by_day(first: date, last: date) -> dict[tuple[str, str], dict[date, Count]]:
    """By kind of step and language, what lay beyond its network's share each closed day."""
    found: dict[tuple[str, str], dict[date, Count]] = defaultdict(dict)
    closed = ClosedDay.objects.filter(day__gte=first, day__lte=last).values("day")
    told = BeyondShare.objects.filter(day__in=closed, network="").order_by("day")
    for kind, locale, day, count in told.values_list("kind", "locale", "day", "count"):
        found[kind, locale][day] = Count(count)
    return found


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


def _countable(first: date, last: date, at: datetime) -> Iterator[date]:
    """The days of a span that may be open: what was before the first step is never closed."""
    begin = rollups.first_open_day(at) or rollups.last_closable(at) + timedelta(days=1)
    first, last = max(first, begin), min(last, calendar.day_of(at))
    return (first + timedelta(days=offset) for offset in range((last - first).days + 1))
