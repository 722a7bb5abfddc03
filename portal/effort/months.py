"""Months, added up once a day: a year's sums read twelve or thirteen of them instead of its days.

A month's sums say of which versions of its closed days they are. When a day has been counted
again, or closed, they are of no use until they have been added up anew. So the month that is not
over is added up as well, and serves whoever asks for all of it that is closed.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import Sum

from portal import batches
from portal.effort.models import ClosedDay, DailyFigure, MonthFigure, SummedMonth

LEFT_TO_DAYS = ("query",)
"""The kinds of which no month is added up: their words go after 90 days."""
_FIELDS = ("figure", "locale", "kind", "value")

type Versions = Mapping[date, str]
"""By closed day."""


def add_up() -> int:
    """Add up the months that have closed days, where that has not been done; returns how many."""
    versions = _versions()
    known = dict(SummedMonth.objects.values_list("month", "stamp"))
    due = {
        month: made
        for month in sorted({first_of(day) for day in versions})
        if known.get(month) != (made := stamp_of(month, versions))
    }
    for month, made in due.items():
        _write(month, made)
    return len(due)


def usable(first: date, last: date, versions: Versions) -> list[date]:
    """The first days of the months of which a span holds all days that were added up."""
    rows = SummedMonth.objects.filter(month__gte=first_of(first), month__lte=last)
    return [
        month
        for month, made in rows.order_by("month").values_list("month", "stamp")
        if made == stamp(max(first, month), min(last, last_of(month)), versions)
    ]


def without(months: list[date], first: date, last: date) -> Iterator[tuple[date, date]]:
    """The spans of days that are left of a span without these months, in their order."""
    begin = first
    for month in months:
        if begin < month:
            yield begin, month - timedelta(days=1)
        begin = last_of(month) + timedelta(days=1)
    if begin <= last:
        yield begin, last


def stamp_of(month: date, versions: Versions) -> str:
    """What changes with every closed day of a month, and nothing else."""
    return stamp(month, last_of(month), versions)


def stamp(first: date, last: date, versions: Versions) -> str:
    """The same of any span."""
    told = [f"{day} {v}" for day, v in sorted(versions.items()) if first <= day <= last]
    return sha256("\n".join(told).encode()).hexdigest()


def first_of(day: date) -> date:
    return day.replace(day=1)


def last_of(month: date) -> date:
    """The last day of the month that begins on this day."""
    return first_of(month + timedelta(days=31)) - timedelta(days=1)


def _versions() -> Versions:
    return dict(ClosedDay.objects.values_list("day", "version"))


def _write(month: date, made: str) -> None:
    with transaction.atomic():
        # First, so that whoever does the same waits.
        SummedMonth.objects.update_or_create(month=month, defaults={"stamp": made})
        MonthFigure.objects.filter(month=month).delete()
        batches.write([MonthFigure(month=month, **row) for row in _sums(month)])
        if made != stamp_of(month, _versions()):
            # Meanwhile a day was closed, or counted again: the next run adds it up.
            transaction.set_rollback(True)


def _sums(month: date) -> Iterable[dict[str, Any]]:
    rows = DailyFigure.objects.filter(day__gte=month, day__lte=last_of(month))
    sums = {name: Sum(name) for name in ("numerator", "denominator")}
    found: Any = rows.exclude(kind__in=LEFT_TO_DAYS).order_by().values(*_FIELDS)
    return list(found.annotate(**sums))
