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

from kb.feedback import actions
from portal.deflection import forgetting as attempts
from portal.deflection.models import Attempt
from portal.effort import counting, facts, marking, weighing
from portal.effort.definitions import DAY, Counts
from portal.effort.facts import DayFacts
from portal.effort.models import ClosedDay, DailyFigure
from portal.journal import days as calendar
from portal.journal import forgetting as visits
from portal.journal.models import DailyTotal, Step

_OLDER_AT_ONCE = 5
"""So many days that were closed before anything was forgotten are done in one run."""


def last_closable(at: datetime | None = None) -> date:
    """The last day that has been over for 24 hours."""
    return calendar.day_of((at or timezone.now()) - DAY) - timedelta(days=1)


def close_days(at: datetime | None = None) -> int:
    """Roll up every day that can be closed and is not; returns how many."""
    at = at or timezone.now()
    last = last_closable(at)
    _reopen_after(last)
    done = sum(_close(day, at) for day in _open_days(last))
    _forget_older()
    return done


def mark_open_days(at: datetime | None = None) -> int:
    """Mark what lies beyond its network's share so far, of the days that are not closed yet.

    The report weighs open days itself; what ranks and suggests reads the marks.
    """
    days = list(_open_days(calendar.day_of(at)))
    found = facts.read(days)
    for day in days:
        with transaction.atomic():
            marking.mark(found[day], weighing.weigh(found[day]))
    return len(days)


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How many closed days were counted again, and how many settled ones were left as they are."""

    counted: int
    settled: int


def rebuild(first: date, last: date, at: datetime | None = None) -> Rebuilt:
    """Count closed days again, from the steps, but none whose steps are no longer kept."""
    at = at or timezone.now()
    closed = ClosedDay.objects.filter(day__gte=first, day__lte=last)
    days = list(closed.filter(is_settled=False).values_list("day", "is_forgotten"))
    counted = sum(_count_again(day, at, is_forgotten=forgotten) for day, forgotten in days)
    return Rebuilt(counted, closed.filter(is_settled=True).count())


def first_open_day(at: datetime) -> date | None:
    """The first day that can be closed and is not."""
    return next(_open_days(last_closable(at)), None)


def _count_again(day: date, at: datetime, *, is_forgotten: bool) -> bool:
    # Until it is forgotten nothing is marked, and the steps have their times.
    counts = (
        counting.closed_day(day, at) if is_forgotten else counting.open_days([day], at)[0][day]
    )
    with transaction.atomic():
        # Settled or forgotten meanwhile, it may have been counted from half of its steps.
        as_counted = ClosedDay.objects.select_for_update().filter(
            day=day, is_settled=False, is_forgotten=is_forgotten
        )
        if not as_counted.exists():
            return False
        DailyFigure.objects.filter(day=day).delete()
        _write(day, counts)
    return True


def _reopen_after(last: date) -> None:
    """What a clock that ran ahead has closed was not over, and would never be counted.

    A day that is settled stays closed, and so does one that is forgotten, unless it was empty:
    they cannot be counted again, and it may be now that the clock is wrong.
    """
    counted = DailyFigure.objects.values("day")
    early = ClosedDay.objects.filter(day__gt=last, is_settled=False)
    with transaction.atomic():
        whole = list(early.filter(is_forgotten=False).values_list("day", flat=True))
        forgotten = early.filter(is_forgotten=True).exclude(day__in=counted)
        empty = [day for day in forgotten.values_list("day", flat=True) if _is_empty(day)]
        DailyFigure.objects.filter(day__in=whole).delete()
        ClosedDay.objects.filter(day__in=[*whole, *empty]).delete()


def _is_empty(day: date) -> bool:
    return facts.read([day])[day] == DayFacts()


def _open_days(last: date) -> Iterator[date]:
    first = _first_day()
    if first is None:
        return
    closed = set(ClosedDay.objects.filter(day__lte=last).values_list("day", flat=True))
    for offset in range((last - first).days + 1):
        if (day := first + timedelta(days=offset)) not in closed:
            yield day


def _first_day() -> date | None:
    started = Attempt.objects.kept().aggregate(first=Min("started_at"))["first"]
    days = [
        Step.objects.aggregate(first=Min("day"))["first"],
        DailyTotal.objects.aggregate(first=Min("day"))["first"],
        calendar.day_of(started) if started else None,
    ]
    return min((day for day in days if day), default=None)


def _close(day: date, at: datetime) -> bool:
    """Count a day, mark what is in no rate, and forget whose it was: all of it or nothing."""
    with transaction.atomic():
        _closed, is_new = ClosedDay.objects.get_or_create(day=day)
        if is_new:
            found = facts.read([day])[day]
            left_out = weighing.weigh(found)
            marking.mark(found, left_out)
            marking.tell_left_out(day, found, left_out)
            _write(day, counting.figures(found, left_out, at))
            _forget(day)
    return is_new


def _forget(day: date) -> None:
    """Cut what leads from whatever has a name to a visit: see ADR 5."""
    attempts.forget(day)
    visits.forget(day)
    actions.forget_networks(*calendar.span(day, day))
    ClosedDay.objects.filter(day=day).update(is_forgotten=True)


def _forget_older() -> None:
    """The same for some of the days that were closed before that was done."""
    older = ClosedDay.objects.filter(is_forgotten=False).order_by("-day")
    for day in older.values_list("day", flat=True)[:_OLDER_AT_ONCE]:
        with transaction.atomic():
            if older.select_for_update().filter(day=day).first() is None:
                continue
            found = facts.read([day])[day]
            marking.mark(found, weighing.weigh(found))
            _forget(day)


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
