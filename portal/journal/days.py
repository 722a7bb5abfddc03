"""The reporting time zone decides which day a moment belongs to."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import groupby
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone


@lru_cache(maxsize=8)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def zone() -> ZoneInfo:
    """The reporting time zone."""
    return _zone(settings.REPORTING_TIME_ZONE)


def day_of(at: datetime | None = None) -> date:
    """The reporting day of a moment (now, when none is given)."""
    return (at or timezone.now()).astimezone(zone()).date()


def begins(day: date) -> datetime:
    """The first moment of a reporting day."""
    return datetime.combine(day, time.min, tzinfo=zone())


def span(first: date, last: date) -> tuple[datetime, datetime]:
    """From the first moment of `first` up to, and without, the end of `last`."""
    return begins(first), begins(last + timedelta(days=1))


def before(first: date, last: date) -> tuple[date, date]:
    """As many days as these, before them."""
    day = timedelta(days=1)
    return first - (last - first) - day, first - day


def spans(days: Iterable[date]) -> Iterator[tuple[datetime, datetime]]:
    """The spans of these days and of no others: one for each run of adjacent days."""
    numbered = enumerate(sorted(set(days)))
    for _start, run in groupby(numbered, key=lambda one: one[1].toordinal() - one[0]):
        adjacent = [day for _number, day in run]
        yield span(adjacent[0], adjacent[-1])
