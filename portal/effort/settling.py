"""When what a day's figures were counted from may go: never before they are stored for good."""

from datetime import date, datetime, timedelta

from django.db.models import Max
from django.utils import timezone

from portal.effort import rollups
from portal.effort.models import ClosedDay
from portal.journal import days as calendar

_BEFORE_ALL = date(1970, 1, 1)


def settle(kept: timedelta, at: datetime | None = None) -> int:
    """Settle the days that ended longer ago, up to the first that is not closed; returns how many.

    From then on their steps, visits and attempts may go.
    """
    at = at or timezone.now()
    before = min(filter(None, (calendar.day_of(at - kept), rollups.first_open_day(at))))
    return ClosedDay.objects.filter(day__lt=before, is_settled=False).update(is_settled=True)


def settled_before() -> date:
    """The first day whose steps must be kept."""
    last = ClosedDay.objects.filter(is_settled=True).aggregate(last=Max("day"))["last"]
    return last + timedelta(days=1) if last else _BEFORE_ALL
