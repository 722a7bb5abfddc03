"""When the support works, and how long that is: the one computation of working time.

Pure: no database, no clock. All sums are done in UTC, so a day on which the clocks change is as
long as it is. What is said of a time that a change leaves out or has twice: it is read as before
the change.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

MIDNIGHT = time(0)
"""As the end of an opening: that of the day."""
# Who is closed for longer than this has stopped.
_HORIZON = timedelta(days=400)
_DAY = timedelta(days=1)
_NOTHING = timedelta()


@dataclass(frozen=True, slots=True)
class Opening:
    """From when until when, by the wall clock of one day; an end of 00:00 is that of the day."""

    opens: time
    closes: time


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of time, in UTC, without its end."""

    start: datetime
    end: datetime

    @property
    def length(self) -> timedelta:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Timetable:
    """A week of seven days from Monday, and the days on which it does not hold.

    `country` and `subdivision` say whose public holidays are closed; "" is nobody's.
    """

    zone: ZoneInfo
    week: tuple[tuple[Opening, ...], ...]
    country: str = ""
    subdivision: str = ""
    closed_days: frozenset[date] = frozenset()

    def is_closed_on(self, day: date) -> bool:
        """Whether a day is one of the owner's closed days, or a public holiday."""
        return day in self.closed_days or day in public_holidays(
            self.country, self.subdivision, day.year
        )

    def is_open(self, at: datetime) -> bool:
        """Whether somebody works at that moment."""
        span = next(self.spans(at), None)
        return span is not None and span.start <= at

    def next_opening(self, at: datetime) -> datetime | None:
        """The moment from which somebody works: `at` itself while it is open; None for never."""
        span = next(self.spans(at), None)
        return None if span is None else self._local(span.start)

    def closes(self, at: datetime) -> datetime | None:
        """When it closes that is open at that moment; None while it is closed, and for never."""
        end = at
        for span in self.spans(at):
            # One that begins as another ends goes on from it.
            if span.start > end:
                return self._local(end) if end > at else None
            end = span.end
        return None

    def after(self, at: datetime, working: timedelta) -> datetime | None:
        """The moment at which so much working time has passed since `at`; None for never."""
        left = working
        for span in self.spans(at):
            if span.length >= left:
                return self._local(span.start + left)
            left -= span.length
        return None

    def working_time(self, start: datetime, end: datetime) -> timedelta:
        """How long somebody worked between two moments; nothing if the second is not later."""
        until = end.astimezone(UTC)
        spans = self.spans(start, until)
        return sum((max(min(one.end, until) - one.start, _NOTHING) for one in spans), _NOTHING)

    def spans(self, start: datetime, until: datetime | None = None) -> Iterator[Span]:
        """What is worked from `start` on, in order, no stretch overlapping another.

        Days after `until` are left out; without it, those after the longest closing there is.
        """
        reached = start.astimezone(UTC)
        last = (until or reached + _HORIZON).astimezone(self.zone).date()
        day = reached.astimezone(self.zone).date()
        while day <= last:
            for span in self._day(day):
                if span.end > reached:
                    yield Span(max(span.start, reached), span.end)
                    reached = span.end
            day += _DAY

    def _day(self, day: date) -> list[Span]:
        if self.is_closed_on(day):
            return []
        openings = self.week[day.weekday()]
        spans = [Span(self._at(day, one.opens), self._end(day, one.closes)) for one in openings]
        # A change of the clocks may leave an opening out as a whole.
        return sorted(one for one in spans if one.length > _NOTHING)

    def _end(self, day: date, closes: time) -> datetime:
        return self._at(day + _DAY if closes == MIDNIGHT else day, closes)

    def _at(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, self.zone).astimezone(UTC)

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.zone)


@lru_cache(maxsize=500)
def public_holidays(country: str, subdivision: str, year: int) -> frozenset[date]:
    """The days that are public holidays there in a year; none for no country.

    Raises NotImplementedError for a country or a part of it that is not known.
    """
    if not country:
        return frozenset()
    found = holidays.country_holidays(country, subdiv=subdivision or None, years=year)
    return frozenset(day for day in found if day.year == year)
