"""What the days of a span add up to: closed ones from their roll-ups, open ones from steps.

No row of a closed day is read but its sums, and none of a day before counting began.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from time import perf_counter
from typing import Any

from django.core.cache import cache
from django.db.models import QuerySet, Sum

from community.forum.models import Post, Thread
from portal.deflection.models import Attempt
from portal.effort import counting, counts, facts, rollups
from portal.effort.counting import Counted
from portal.effort.counts import WHOLE, Count, Counts
from portal.effort.figures import BY_KEY, Figure, definitions
from portal.effort.figures.first_answer import MINUTES
from portal.effort.models import ClosedDay, DailyFigure
from portal.handover.models import ContactRequest, Event
from portal.journal import days as calendar
from portal.journal.models import BeyondShare, DailyTotal, Step

_OPEN_DAYS_KEPT = 60
"""Seconds that the count of open days may be shown again."""
_QUICK = 0.25
"""Seconds of counting that are worth no waiting: then every step shows at once."""

type ByValue = dict[tuple[str, str], Count]
"""By value and language."""


@dataclass(frozen=True, slots=True)
class Daily:
    """The days of a span that were counted: closed ones, by the definitions that held, and open
    ones."""

    closed: dict[date, dict[str, int]]
    opened: dict[date, Counted]

    def sums(self, first: date, last: date, kind: str = WHOLE) -> Counts:
        """By figure and language, of everything or of each network that did most."""
        rows = _rows(first, last, kind, BY_KEY).values_list("figure", "locale")
        found = {(figure, locale): Count(n, of) for figure, locale, n, of in _summed(rows)}
        return counts.add(found, *self._opened(first, last, kind))

    def by_day(
        self, first: date, last: date, figures: Collection[str], codes: Collection[str]
    ) -> dict[tuple[str, date], Count]:
        """By figure and day, over these languages."""
        rows = _rows(first, last, WHOLE, figures).filter(locale__in=codes)
        found = {
            (figure, day): Count(n, of)
            for figure, day, n, of in _summed(rows.values_list("figure", "day"))
        }
        opened = (
            {(figure, day): count}
            for day, counted in self._within(first, last)
            for (figure, locale), count in counted.counts.items()
            if figure in figures and locale in codes
        )
        return counts.add(found, *opened)

    def by_value(
        self, first: date, last: date, figure: str, kind: str, codes: Collection[str]
    ) -> ByValue:
        """One figure by what it is of, and language."""
        rows = _rows(first, last, kind, [figure]).filter(locale__in=codes)
        found = {
            (value, locale): Count(n, of)
            for value, locale, n, of in _summed(rows.values_list("value", "locale"))
        }
        opened = (
            {(value, locale): count}
            for _day, counted in self._within(first, last)
            for (key, locale, of, value), count in counted.tally.items()
            if key == figure and of == kind and locale in codes
        )
        return counts.add(found, *opened)

    def minutes(
        self, first: date, last: date, figures: Collection[str], codes: Collection[str]
    ) -> dict[tuple[str, str], Counter[int]]:
        """Of figures of time, by figure and language: how many waited so many minutes."""
        rows = _rows(first, last, MINUTES, figures).filter(locale__in=codes)
        found: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
        for figure, locale, minutes, _n, of in _summed(
            rows.values_list("figure", "locale", "value")
        ):
            found[figure, locale][int(minutes)] += of
        for _day, counted in self._within(first, last):
            for (figure, locale, kind, minutes), count in counted.tally.items():
                if figure in figures and kind == MINUTES and locale in codes:
                    found[figure, locale][int(minutes)] += count.denominator
        return found

    def beyond(self, first: date, last: date) -> Counter[tuple[str, str]]:
        """By kind of step and language, what lay beyond its network's share."""
        told = BeyondShare.objects.filter(day__gte=first, day__lte=last, network="")
        rows = told.order_by().values_list("kind", "locale").annotate(total=Sum("count"))
        found = Counter({(kind, locale): total for kind, locale, total in rows})
        for _day, counted in self._within(first, last):
            found.update(counted.beyond)
        return found

    def is_recorded(self, figure: Figure, first: date, last: date) -> bool:
        """Whether a figure was counted on any of these days; if not, that is not none."""
        return bool(self._definitions(figure, first, last))

    def is_older(self, figure: Figure, first: date, last: date) -> bool:
        """Whether any of these days was counted by an older definition of it."""
        return bool(self._definitions(figure, first, last) - {figure.definition})

    def _definitions(self, figure: Figure, first: date, last: date) -> set[int]:
        numbers = {
            counted_by[figure.key]
            for day, counted_by in self.closed.items()
            if first <= day <= last and figure.key in counted_by
        }
        return numbers | ({figure.definition} if any(self._within(first, last)) else set())

    def _within(self, first: date, last: date) -> Iterator[tuple[date, Counted]]:
        return ((day, one) for day, one in self.opened.items() if first <= day <= last)

    def _opened(self, first: date, last: date, kind: str) -> Iterator[Counts]:
        for _day, counted in self._within(first, last):
            yield {
                (figure, locale): count
                for (figure, locale, of, _value), count in counted.tally.items()
                if of == kind
            }


def read(first: date, last: date, at: datetime) -> Daily:
    """The days from `first` to `last` that were counted."""
    rows = ClosedDay.objects.filter(day__gte=first, day__lte=last)
    closed = dict(rows.values_list("day", "definitions"))
    opened = _opened([day for day in _countable(first, last, at) if day not in closed], at)
    return Daily(closed, opened)


def series(
    first: date,
    last: date,
    at: datetime,
    *,
    kind: str,
    figures: Collection[str],
    values: Collection[str] = (),
) -> dict[tuple[str, str, str], dict[date, Count]]:
    """By figure, language and value (these, if any are named): each day's count, in their order.

    Of closed days the rows, where all else reads sums: for what needs the days themselves.
    """
    rows = _rows(first, last, kind, figures)
    if values:
        rows = rows.filter(value__in=values)
    found: dict[tuple[str, str, str], dict[date, Count]] = defaultdict(dict)
    fields = ("figure", "locale", "value", "day", "numerator", "denominator")
    for *key, day, numerator, denominator in rows.order_by("day").values_list(*fields):
        figure, locale, value = key
        found[figure, locale, value][day] = Count(numerator, denominator)
    for day, counted in sorted(read(first, last, at).opened.items()):
        for (figure, locale, of, value), count in counted.tally.items():
            if of == kind and figure in figures and (not values or value in values):
                found[figure, locale, value][day] = count
    return found


def beyond_by_day(
    first: date, last: date, at: datetime
) -> dict[tuple[str, str], dict[date, Count]]:
    """By kind of step and language, what lay beyond its network's share each day."""
    found: dict[tuple[str, str], dict[date, Count]] = defaultdict(dict)
    told = BeyondShare.objects.filter(day__gte=first, day__lte=last, network="")
    for kind, locale, day, count in told.values_list("kind", "locale", "day", "count"):
        found[kind, locale][day] = Count(count)
    for day, counted in read(first, last, at).opened.items():
        for (kind, locale), count in counted.beyond.items():
            found[kind, locale][day] = Count(count)
    return found


def _rows(
    first: date, last: date, kind: str, figures: Iterable[str]
) -> QuerySet[DailyFigure, DailyFigure]:
    return DailyFigure.objects.filter(
        kind=kind, figure__in=list(figures), day__gte=first, day__lte=last
    ).order_by()


def _summed(rows: Any) -> Any:
    return rows.annotate(n=Sum("numerator"), of=Sum("denominator"))


def _countable(first: date, last: date, at: datetime) -> Iterator[date]:
    """The days of a span that may be open: what was before the first step is never closed."""
    begin = rollups.first_open_day(at) or rollups.last_closable(at) + timedelta(days=1)
    first, last = max(first, begin), min(last, calendar.day_of(at))
    return (first + timedelta(days=offset) for offset in range((last - first).days + 1))


def _opened(days: list[date], at: datetime) -> dict[date, Counted]:
    """Open days from their steps: at once if that is quick, else at most a minute old."""
    if not days:
        return {}
    # A release that counts otherwise shows nothing that the one before has kept.
    by = sum(definitions().values())
    key = f"effort:open:{min(days)}:{max(days)}:{len(days)}:{by}"
    kept = cache.get(key)
    version = _version(days)
    if kept and _may_show(kept, version, at):
        found: dict[date, Counted] = kept["counted"]
        return found
    begun = perf_counter()
    counted = counting.open_days(days, at)
    slow = perf_counter() - begun > _QUICK
    kept = {"at": at, "slow": slow, "version": version, "counted": counted}
    cache.set(key, kept, _OPEN_DAYS_KEPT)
    return counted


def _may_show(kept: dict[str, Any], version: tuple[int, ...], at: datetime) -> bool:
    age = (at - kept["at"]).total_seconds()
    return 0 <= age < _OPEN_DAYS_KEPT and bool(kept["slow"] or kept["version"] == version)


def _version(days: list[date]) -> tuple[int, ...]:
    """Changes with whatever is recorded: each outcome of a start is a step too, or a number.

    Numbers of rows, since what closing has written anew has the highest ids. A customer's message
    by itself is in no figure.
    """
    numbers = (model.objects.filter(day__in=days) for model in (DailyTotal, BeyondShare))
    return (
        Step.objects.filter(day__in=days).count(),
        Attempt.objects.kept().filter(facts.within("started_at", days)).count(),
        Thread.objects.searchable().filter(facts.within("created_at", days)).count(),
        Post.objects.shown().filter(facts.within("created_at", days)).count(),
        Event.objects.exclude(kind=Event.Kind.MESSAGE).filter(facts.within("at", days)).count(),
        ContactRequest.objects.rated().filter(facts.within("rated_at", days)).count(),
        *(rows.aggregate(total=Sum("count", default=0))["total"] for rows in numbers),
    )
