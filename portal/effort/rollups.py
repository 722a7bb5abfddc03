"""Closed days: counted once, kept, and the same whenever they are counted again.

A day is closed when it has been over for 24 hours, since a contact start has that long to end.
Nothing that happens later belongs to it. It is settled when its steps are old enough to go: then
it is counted no more.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from portal.deflection.models import Attempt
from portal.effort import facts
from portal.effort.definitions import DAY, Counts
from portal.effort.models import ClosedDay, DailyFigure
from portal.journal import days as calendar
from portal.journal.models import DailyTotal, Step


def last_closable(at: datetime | None = None) -> date:
    """The last day that has been over for 24 hours."""
    return calendar.day_of((at or timezone.now()) - DAY) - timedelta(days=1)


def close_days(at: datetime | None = None) -> int:
    """Roll up every day that can be closed and is not; returns how many."""
    at = at or timezone.now()
    last = last_closable(at)
    _reopen_after(last)
    return sum(_close(day, at) for day in _open_days(last))


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How many closed days were counted again, and how many settled ones were left as they are."""

    counted: int
    settled: int


def rebuild(first: date, last: date, at: datetime | None = None) -> Rebuilt:
    """Count closed days again, from the steps, but none whose steps are no longer kept."""
    at = at or timezone.now()
    closed = ClosedDay.objects.filter(day__gte=first, day__lte=last)
    days = closed.filter(is_settled=False).values_list("day", flat=True)
    counted = sum(_count_again(day, at) for day in list(days))
    return Rebuilt(counted, closed.filter(is_settled=True).count())


def first_open_day(at: datetime) -> date | None:
    """The first day that can be closed and is not."""
    return next(_open_days(last_closable(at)), None)


def _count_again(day: date, at: datetime) -> bool:
    counts = facts.count([day], at)[day]
    with transaction.atomic():
        # Settled meanwhile, it may have been counted from half of its steps.
        still_open = ClosedDay.objects.select_for_update().filter(day=day, is_settled=False)
        if not still_open.exists():
            return False
        DailyFigure.objects.filter(day=day).delete()
        _write(day, counts)
    return True


def _reopen_after(last: date) -> None:
    """What a clock that ran ahead has closed was not over, and would never be counted."""
    too_early = ClosedDay.objects.filter(day__gt=last)
    if too_early.exists():
        with transaction.atomic():
            DailyFigure.objects.filter(day__gt=last).delete()
            too_early.delete()


def _open_days(last: date) -> Iterator[date]:
    first = _first_day()
    if first is None:
        return
    closed = set(ClosedDay.objects.filter(day__lte=last).values_list("day", flat=True))
    for offset in range((last - first).days + 1):
        if (day := first + timedelta(days=offset)) not in closed:
            yield day


def _first_day() -> date | None:
    started = Attempt.objects.contacts().counted().aggregate(first=Min("started_at"))["first"]
    days = [
        Step.objects.aggregate(first=Min("day"))["first"],
        DailyTotal.objects.aggregate(first=Min("day"))["first"],
        calendar.day_of(started) if started else None,
    ]
    return min((day for day in days if day), default=None)


def _close(day: date, at: datetime) -> bool:
    counts = facts.count([day], at)[day]
    with transaction.atomic():
        _closed, is_new = ClosedDay.objects.get_or_create(day=day)
        if is_new:
            _write(day, counts)
    return is_new


def _write(day: date, counts: Counts) -> None:
    DailyFigure.objects.bulk_create(
        DailyFigure(
            day=day,
            figure=figure,
            locale=locale,
            numerator=count.numerator,
            denominator=count.denominator,
        )
        for (figure, locale), count in sorted(counts.items())
    )
