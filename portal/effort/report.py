"""The support-effort report of a period: closed days from their roll-ups, open ones from steps."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from time import perf_counter
from typing import Any, Literal

from django.core.cache import cache
from django.db.models import Sum
from django.utils import timezone

from kb.feedback.interval import wilson
from portal import locales
from portal.deflection.models import Attempt
from portal.effort import counting, definitions, facts, live, rollups, words
from portal.effort.definitions import ENOUGH, SMALL, Count, Counts, Figure
from portal.effort.models import ClosedDay, DailyFigure
from portal.effort.words import DEFINITIONS, Definition
from portal.journal import days as calendar
from portal.journal.models import BeyondShare, DailyTotal, Step

_OPEN_DAYS_KEPT = 60
"""Seconds that the count of open days may be shown again."""
_COMPARABLE = 4
"""A period is compared with the one before if that had at least one such part of its count."""
_QUICK = 0.25
"""Seconds of counting that are worth no waiting: then every step shows at once."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure for one language, or all: the count, and that of the period before."""

    definition: Definition
    count: Count
    before: Count

    @property
    def n(self) -> int:
        if self.definition.form == "ratio":
            return self.count.numerator + self.count.denominator
        return self.count.denominator

    @property
    def state(self) -> Literal["no data", "collecting", "enough"]:
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
    def value(self) -> float | None:
        return _value(self.count)

    @property
    def interval(self) -> tuple[float, float] | None:
        numerator, denominator = self.count.numerator, self.count.denominator
        if self.definition.form == "ratio":
            return definitions.ratio_interval(numerator, denominator)
        return wilson(numerator, denominator) if denominator else None

    @property
    def change(self) -> float | None:
        """Against the same language's period before: points of a share, or of a ratio.

        None when hardly anything was counted then: what is new would seem to leap.
        """
        if self.before.denominator * _COMPARABLE < self.count.denominator:
            return None
        before = _value(self.before)
        return None if self.value is None or before is None else self.value - before


@dataclass(frozen=True, slots=True)
class Row:
    """One figure in all languages side by side."""

    definition: Definition
    total: Cell
    cells: tuple[Cell, ...]
    trend: tuple[tuple[date, Count], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything the page and the export show."""

    first: date
    last: date
    complete_until: date | None
    made_at: datetime
    languages: tuple[str, ...]
    rows: tuple[Row, ...]
    quiet: Count
    reasons: list[live.Reasons]
    least_helpful: list[live.FamilyVotes]
    failing_queries: list[live.FailingQuery]
    threads: list[live.Threads]

    @property
    def headlines(self) -> list[Row]:
        return [row for row in self.rows if row.definition.is_headline]

    @property
    def quiet_share(self) -> float | None:
        return _value(self.quiet)


def _value(count: Count) -> float | None:
    return count.numerator / count.denominator if count.denominator else None


def build(
    first: date, last: date, *, languages: Sequence[str] = (), at: datetime | None = None
) -> Report:
    """The report of these days, for readers of these languages (all, if none is named)."""
    at = at or timezone.now()
    codes = tuple(languages) or locales.codes()
    length = last - first + timedelta(days=1)
    closed = _closed(first - length, last)
    daily, without = _counted(first - length, last, at, closed)
    now_days = {day: counts for day, counts in daily.items() if day >= first}
    before = {day: counts for day, counts in daily.items() if day < first}
    present = _summed(now_days.values()) | _live(first, last, at, without)
    past = _summed(before.values()) | _live(first - length, first - timedelta(days=1), at, without)
    rows = tuple(
        _row(definition, codes, present, past, _trend(definition.key, codes, first, last, daily))
        for definition in DEFINITIONS
    )
    return Report(
        first=first,
        last=last,
        complete_until=max((day for day in closed if day <= last), default=None),
        made_at=at,
        languages=codes,
        rows=rows,
        quiet=_over(present, Figure.QUIET, codes),
        reasons=live.reasons(first, last, codes, without),
        least_helpful=live.least_helpful(first, last, codes, without),
        failing_queries=[
            query for query in live.failing_queries(first, last) if query.locale in codes
        ],
        threads=[row for row in live.threads(first, last) if row.locale in codes],
    )


def by_day(first: date, last: date, *, at: datetime | None = None) -> dict[date, Counts]:
    """The counts of each day of a period that has any."""
    return _counted(first, last, at or timezone.now(), _closed(first, last))[0]


def _counted(
    first: date, last: date, at: datetime, closed: set[date]
) -> tuple[dict[date, Counts], set[int]]:
    """The counts of each day that has any, and the votes that are in none of them so far."""
    daily: dict[date, Counts] = defaultdict(dict)
    rows = DailyFigure.objects.filter(day__gte=first, day__lte=last, figure__in=list(Figure))
    for day, figure, locale, numerator, denominator in rows.values_list(
        "day", "figure", "locale", "numerator", "denominator"
    ):
        if day in closed:
            daily[day][Figure(figure), locale] = Count(numerator, denominator)
    counts, without = _open([day for day in _countable(first, last, at) if day not in closed], at)
    return dict(daily) | counts, without


def _countable(first: date, last: date, at: datetime) -> Iterator[date]:
    """The days of a period that may be open: what was before the first step is never closed."""
    begin = rollups.first_open_day(at) or rollups.last_closable(at) + timedelta(days=1)
    first, last = max(first, begin), min(last, calendar.day_of(at))
    return (first + timedelta(days=offset) for offset in range((last - first).days + 1))


def _closed(first: date, last: date) -> set[date]:
    days = ClosedDay.objects.filter(day__gte=first, day__lte=last)
    return set(days.values_list("day", flat=True))


def _open(days: list[date], at: datetime) -> tuple[dict[date, Counts], set[int]]:
    """Open days from their steps: at once if that is quick, else at most a minute old."""
    if not days:
        return {}, set()
    key = f"effort:open:{min(days)}:{max(days)}:{len(days)}"
    kept = cache.get(key)
    version = _version(days)
    if kept and _may_show(kept, version, at):
        found: tuple[dict[date, Counts], set[int]] = kept["counts"]
        return found
    begun = perf_counter()
    counts = counting.open_days(days, at)
    slow = perf_counter() - begun > _QUICK
    kept = {"at": at, "slow": slow, "version": version, "counts": counts}
    cache.set(key, kept, _OPEN_DAYS_KEPT)
    return counts


def _may_show(kept: dict[str, Any], version: tuple[int, ...], at: datetime) -> bool:
    age = (at - kept["at"]).total_seconds()
    return 0 <= age < _OPEN_DAYS_KEPT and bool(kept["slow"] or kept["version"] == version)


def _version(days: list[date]) -> tuple[int, ...]:
    """Changes with whatever is recorded: each outcome of a start is a step too, or a number.

    Numbers of rows, since what closing has written anew has the highest ids.
    """
    numbers = (model.objects.filter(day__in=days) for model in (DailyTotal, BeyondShare))
    return (
        Step.objects.filter(day__in=days).count(),
        Attempt.objects.kept().filter(facts.within("started_at", days)).count(),
        *(rows.aggregate(total=Sum("count", default=0))["total"] for rows in numbers),
    )


def _live(first: date, last: date, at: datetime, without: set[int]) -> live.LiveCounts:
    return live.helpful(first, last, without) | live.community(first, last, at)


def _summed(parts: Iterable[Counts]) -> live.LiveCounts:
    return {(str(key), code): count for (key, code), count in definitions.add(*parts).items()}


def _over(counts: live.LiveCounts, key: str, codes: Sequence[str]) -> Count:
    return sum((counts.get((key, code), Count()) for code in codes), Count())


def _row(
    definition: Definition,
    codes: Sequence[str],
    present: live.LiveCounts,
    past: live.LiveCounts,
    trend: tuple[tuple[date, Count], ...],
) -> Row:
    key = definition.key
    cells = tuple(
        Cell(definition, present.get((key, code), Count()), past.get((key, code), Count()))
        for code in codes
    )
    total = Cell(definition, _over(present, key, codes), _over(past, key, codes))
    return Row(definition, total, cells, trend)


def _trend(
    key: str, codes: Sequence[str], first: date, last: date, daily: dict[date, Counts]
) -> tuple[tuple[date, Count], ...]:
    """The figure in equal pieces of the period: days, or weeks when there are many."""
    if key in {words.HELPFUL, words.UNANSWERED, words.BY_PEERS}:
        return ()
    days = (last - first).days + 1
    piece = 1 if days <= 14 else 7
    pieces: dict[date, Count] = {}
    for offset in range(days):
        day = first + timedelta(days=offset)
        begin = first + timedelta(days=offset - offset % piece)
        counts = daily.get(day, {})
        over = sum((counts.get((Figure(key), code), Count()) for code in codes), Count())
        pieces[begin] = pieces.get(begin, Count()) + over
    return tuple(pieces.items())
