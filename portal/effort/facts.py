"""Steps, starts and totals of some days, read as facts and counted; always the same queries."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, Sum

from portal.deflection.models import Attempt
from portal.effort import definitions
from portal.effort.definitions import Count, Counts, Figure, StartFact, StepFact
from portal.journal import days as calendar
from portal.journal.models import DailyTotal, Step, StepKind

_ASKING = (StepKind.ASK_SUGGESTED, StepKind.ASK_SOLVED, StepKind.ASKED)
_FIELDS = (
    "visit_id", "at", "kind", "reader_locale", "subject", "item_kind", "is_fallback",
    "is_outdated", "weak", "rank", "attempt", "family", "query", "day",
)  # fmt: skip


def count(days: Collection[date], now: datetime) -> dict[date, Counts]:
    """The counts of each of these days, from the steps themselves."""
    if not days:
        return {}
    steps, asked = _steps(days)
    starts = _starts(days)
    totals = _quiet_totals(days)
    return {
        day: definitions.add(
            definitions.of_starts(starts[day], now),
            definitions.of_visits(steps[day]),
            definitions.of_questions(asked, _shown_on(steps[day])),
            _quiet(steps[day], totals[day]),
        )
        for day in days
    }


def _steps(days: Collection[date]) -> tuple[dict[date, list[StepFact]], list[StepFact]]:
    """The steps by day, and those of questions also of the day after."""
    wanted = Q(day__gte=min(days), day__lte=max(days))
    the_day_after = Q(day=max(days) + timedelta(days=1), kind__in=_ASKING)
    rows = Step.objects.filter(wanted | the_day_after).exclude(visit=None).values_list(*_FIELDS)
    by_day: dict[date, list[StepFact]] = defaultdict(list)
    asked = []
    for row in rows.iterator(chunk_size=5_000):
        fact, day = _fact(row), row[-1]
        by_day[day].append(fact)
        if fact.kind in _ASKING:
            asked.append(fact)
    return by_day, asked


def _fact(row: tuple[Any, ...]) -> StepFact:
    visit, at, kind, locale, subject, item_kind, fallback, outdated, weak, rank, start, *rest = row
    family, query, _day = rest
    return StepFact(
        visit=visit,
        at=at,
        kind=kind,
        locale=locale,
        subject=subject or f"{item_kind}:{family}:{query}",
        item_kind=item_kind,
        is_poor=fallback or outdated,
        weak=weak,
        rank=rank,
        start=start,
    )


def _shown_on(steps: list[StepFact]) -> "frozenset[Any]":
    return frozenset(s.start for s in steps if s.kind == StepKind.ASK_SUGGESTED and s.start)


def _starts(days: Collection[date]) -> dict[date, list[StartFact]]:
    begin, end = calendar.span(min(days), max(days))
    attempts = Attempt.objects.contacts().counted().begun_between(begin, end)
    rows = attempts.values_list(
        "reader_locale", "started_at", "saw_suggestions", "opened_at", "outcome", "outcome_at"
    )
    by_day: dict[date, list[StartFact]] = defaultdict(list)
    for row in rows.iterator(chunk_size=5_000):
        fact = StartFact(*row)
        by_day[calendar.day_of(fact.started_at)].append(fact)
    return by_day


def _quiet_totals(days: Collection[date]) -> dict[date, dict[str, int]]:
    rows = DailyTotal.objects.filter(day__gte=min(days), day__lte=max(days))
    summed = rows.values_list("day", "locale").annotate(total=Sum("count")).order_by()
    by_day: dict[date, dict[str, int]] = defaultdict(dict)
    for day, locale, total in summed:
        by_day[day][locale] = total
    return by_day


def _quiet(steps: list[StepFact], totals: dict[str, int]) -> Counts:
    """The share of steps by readers who asked not to be followed."""
    counts: Counts = defaultdict(Count)
    for step in steps:
        counts[Figure.QUIET, step.locale] += Count(0, 1)
    for locale, total in totals.items():
        counts[Figure.QUIET, locale] += Count(total, total)
    return dict(counts)
