"""Closed days: counted once, kept, and the same whenever they are counted again.

A day is closed when it has been over for 24 hours, since a contact start has that long to end.
Nothing that happens later belongs to it. It is settled when its steps are old enough to go: then
it is counted no more.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from secrets import token_hex

from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from kb.feedback import actions
from portal import batches
from portal.deflection import forgetting as attempts
from portal.deflection.models import Attempt
from portal.effort import counting, facts, marking, opened, weighing, zones
from portal.effort.counts import Tally
from portal.effort.events import DAY
from portal.effort.figures import FIGURES, definitions
from portal.effort.fixes import keeping
from portal.effort.models import ClosedDay, DailyFigure, FixDay
from portal.journal import days as calendar
from portal.journal import forgetting as visits
from portal.journal.models import DailyTotal, Step

_OLDER_AT_ONCE = 5
"""So many days that were closed before anything was forgotten are done in one run."""


def last_closable(at: datetime | None = None) -> date:
    """The last day that has been over for 24 hours."""
    return calendar.day_of((at or timezone.now()) - DAY) - timedelta(days=1)


def close_days(at: datetime | None = None) -> int:
    """Roll up every day that can be closed and is not; returns how many.

    Raises ImproperlyConfigured when days were closed in another time zone.
    """
    zones.require_the_same()
    at = at or timezone.now()
    last = last_closable(at)
    _reopen_after(last)
    done = sum(_close(day, at) for day in open_days(last))
    _forget_older()
    return done


def mark_open_days(at: datetime | None = None) -> int:
    """Mark what lies beyond its network's share so far, of the days that are not closed yet.

    What ranks and suggests reads the marks. The report weighs open days itself, but for those of
    many steps: these are counted here as well.
    """
    at = at or timezone.now()
    days = list(open_days(calendar.day_of(at)))
    found = facts.read(days)
    left_out = {day: weighing.weigh(found[day]) for day in days}
    for day in days:
        with transaction.atomic():
            marking.mark(found[day], left_out[day])
    steps = sum(len(one.steps) for one in found.values())
    if steps > opened.MANY:
        counted = {day: counting.weighed(found[day], left_out[day], at) for day in days}
        opened.keep(counted, at, steps=steps)
    return len(days)


def first_open_day(at: datetime) -> date | None:
    """The first day that can be closed and is not."""
    return next(open_days(last_closable(at)), None)


def counting_began() -> date | None:
    """The first day of which anything was counted; None before there is any."""
    return min((day for day in (_first_closed(), first_day()) if day), default=None)


def counted_since(day: date) -> date:
    """This day, or the later one on which counting began."""
    closed = _first_closed()
    return day if closed and closed <= day else max(day, counting_began() or day)


def open_days(last: date) -> Iterator[date]:
    """The days up to the last one that are not closed; none from before the first step."""
    first = first_day()
    if first is None:
        return
    closed = set(ClosedDay.objects.filter(day__lte=last).values_list("day", flat=True))
    for offset in range((last - first).days + 1):
        if (day := first + timedelta(days=offset)) not in closed:
            yield day


def write(day: date, tally: Tally) -> None:
    """Keep what a closed day adds up to, as another version of it."""
    rows = [
        DailyFigure(
            day=day,
            figure=figure,
            locale=locale,
            kind=kind,
            value=value,
            numerator=count.numerator,
            denominator=count.denominator,
        )
        for (figure, locale, kind, value), count in sorted(tally.items())
    ]
    batches.write(rows)
    renew([day])


def renew(days: Iterable[date]) -> None:
    """Say of closed days that their figures have been written anew; in the same transaction."""
    for day in days:
        ClosedDay.objects.filter(day=day).update(version=token_hex(8))


def _reopen_after(last: date) -> None:
    """What a clock that ran ahead has closed was not over, and would never be counted.

    A day that is settled stays closed, and so does one that is forgotten, unless nobody came: they
    cannot be counted again, and it may be now that the clock is wrong.
    """
    lasting = [figure.key for figure in FIGURES if figure.source.lasts]
    counted = DailyFigure.objects.exclude(figure__in=lasting).values("day")
    early = ClosedDay.objects.filter(day__gt=last, is_settled=False)
    with transaction.atomic():
        whole = list(early.filter(is_forgotten=False).values_list("day", flat=True))
        forgotten = early.filter(is_forgotten=True).exclude(day__in=counted)
        empty = [day for day in forgotten.values_list("day", flat=True) if _is_empty(day)]
        DailyFigure.objects.filter(day__in=[*whole, *empty]).delete()
        FixDay.objects.filter(day__in=[*whole, *empty]).delete()
        ClosedDay.objects.filter(day__in=[*whole, *empty]).delete()


def _is_empty(day: date) -> bool:
    return facts.read([day])[day].is_empty


def _first_closed() -> date | None:
    found: date | None = ClosedDay.objects.aggregate(first=Min("day"))["first"]
    return found


def first_day() -> date | None:
    """The day of the first step that is left, or attempt; None while there is none."""
    started = Attempt.objects.kept().aggregate(first=Min("started_at"))["first"]
    days = [
        Step.objects.aggregate(first=Min("day"))["first"],
        DailyTotal.objects.aggregate(first=Min("day"))["first"],
        calendar.day_of(started) if started else None,
    ]
    return min((day for day in days if day), default=None)


def _close(day: date, at: datetime) -> bool:
    """Count a day, mark what is in no rate, and forget whose it was: all of it or nothing."""
    about = {"definitions": definitions(), "zone": zones.current()}
    with transaction.atomic():
        _closed, is_new = ClosedDay.objects.get_or_create(day=day, defaults=about)
        if is_new:
            found = facts.read([day])[day]
            left_out = weighing.weigh(found)
            marking.mark(found, left_out)
            marking.went_on(found)
            marking.tell_left_out(day, weighing.told(found, left_out))
            write(day, counting.figures(found, left_out, at))
            keeping.keep(day, weighing.counted(found, left_out).steps)
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
            marking.went_on(found)
            _forget(day)
