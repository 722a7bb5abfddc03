"""The support-effort report of a period: closed days from their roll-ups, open ones from steps."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from django.utils import timezone

from portal import locales
from portal.effort import contact_rate, daily, kept, lists, rollups, saved, summary, times
from portal.effort.cells import Cell, Changed, Row, what_changed
from portal.effort.contact_rate import ContactRate
from portal.effort.counts import COMPARABLE, WHOLE, Count, Counts
from portal.effort.daily import Daily, Definitions
from portal.effort.figures import BY_KEY, COMPARED, FIGURES, Figure, quiet, starts_ended
from portal.effort.figures.implicit import JOINED
from portal.effort.lists import Lists
from portal.effort.own import keeping
from portal.effort.saved import Saved
from portal.effort.summary import Summary
from portal.effort.sums import Asked
from portal.effort.table import Table, over
from portal.effort.times import TimeRow
from portal.handover.models import ContactRequest
from portal.journal import days as calendar

_WEEK = 7


@dataclass(frozen=True)
class Report:
    """Everything the page and the export show, each worked out when somebody asks for it.

    `daily` is what was read: this period and the one before.
    """

    first: date
    last: date
    languages: tuple[str, ...]
    made_at: datetime
    daily: Daily

    @cached_property
    def stamp(self) -> str:
        """A name for all that is told of its days alone: of the same days it is the same."""
        return kept.name(self.first, self.last, self.languages, self.daily.stamp)

    @cached_property
    def began(self) -> date | None:
        """The first day of which anything was counted; None before there is any."""
        return rollups.counting_began()

    @property
    def complete_until(self) -> date | None:
        closed = (day for day in self.daily.closed if self.first <= day <= self.last)
        return max(closed, default=None)

    @cached_property
    def _table(self) -> Table:
        return Table(self.daily, self.first, self.last, self.languages)

    @property
    def rows(self) -> tuple[Row, ...]:
        return self._table.rows

    @property
    def trends(self) -> Iterator[Row]:
        """The rows that have a trend, each with it."""
        return self._table.trends(self.is_small_house)

    @cached_property
    def times(self) -> tuple[TimeRow, ...]:
        return times.build(self.daily, self.first, self.last, self.languages)

    @property
    def figures(self) -> list[Figure]:
        """Those that are shown, each with its definition."""
        return [*COMPARED, *times.TIMED]

    @cached_property
    def provisional(self) -> int:
        """Solved by one answer in these days, and too young to say whether that was enough."""
        begin, end = calendar.span(self.first, self.last)
        young = ContactRequest.objects.provisional(self.made_at)
        of_these = young.filter(locale__in=self.languages)
        return of_these.filter(solved_at__gte=begin, solved_at__lt=end).count()

    @cached_property
    def changed(self) -> list[Changed]:
        return what_changed(self.rows, self.languages)

    @property
    def quiet(self) -> Count:
        return over(self._table.present, quiet.KEY, self.languages)

    @property
    def quiet_share(self) -> float | None:
        return self.quiet.share

    @property
    def joined_by_visit(self) -> int:
        """Starts that are known to have ended in a request by their visit only."""
        joined = self.daily.by_value(self.first, self.last, "implicit", JOINED, self.languages)
        return sum(count.denominator for count in joined.values())

    @cached_property
    def is_small_house(self) -> bool:
        """Whether fewer than 30 a week begin to write: then weeks are put together."""
        return kept.once("small house", self.stamp, self._is_small_house)

    def _is_small_house(self) -> bool:
        weekly = _weekly_starts(self.daily, self.first, self.last, self.languages)
        return weekly is not None and weekly < COMPARABLE

    @cached_property
    def summary(self) -> Summary:
        key = starts_ended.FIGURE.key
        ended = self.daily.by_value(self.first, self.last, key, "end", self.languages)
        return summary.build([*self.rows, *self.times], ended, self.changed)

    @cached_property
    def lists(self) -> Lists:
        return lists.build(self.daily, self.first, self.last, self.languages, self.stamp)

    @cached_property
    def saved(self) -> Saved | None:
        """None while the owner has not said how long one request takes."""
        minutes = keeping.minutes_per_request()
        return None if minutes is None else saved.of(self._table.total, minutes)

    @cached_property
    def contact_rates(self) -> list[ContactRate]:
        return contact_rate.build(self.daily, self.first, self.last, self.languages)

    @cached_property
    def all_closed(self) -> Daily:
        """The closed days since counting began."""
        return daily.read(*self.counted, None)

    @property
    def counted(self) -> tuple[date, date]:
        """From the day on which counting began to the end of the period."""
        return self.began or self.first, self.last

    def counted_since(self, day: date) -> date:
        """This day, or the later one on which counting began."""
        known = min(self.daily.closed, default=None)
        return day if known and known <= day else rollups.counted_since(day)

    @cached_property
    def counted_from(self) -> date:
        """Its first day, or the later one on which counting began."""
        return self.counted_since(self.first)

    @property
    def begins_too_early(self) -> bool:
        """Whether days of the period lie before counting began."""
        return self.first < self.counted_from

    @property
    def holds_older(self) -> bool:
        """Whether days of it were counted by an older definition of a figure."""
        before = calendar.before(self.first, self.last)[0]
        return any(self.daily.is_older(figure, before, self.last) for figure in COMPARED)


@dataclass(frozen=True, slots=True)
class Glance:
    """Some figures over all languages."""

    first: date
    last: date
    cells: tuple[Cell, ...]


def build(
    first: date,
    last: date,
    *,
    languages: Sequence[str] | None = None,
    at: datetime | None = None,
    closed_alone: bool = False,
) -> Report:
    """The report of these days, for readers of these languages, or of all of them (None).

    What leaves the house is of closed days alone (portal.effort.leaving).
    """
    at = at or timezone.now()
    codes = locales.codes() if languages is None else tuple(languages)
    found = daily.read(calendar.before(first, last)[0], last, None if closed_alone else at)
    return Report(first=first, last=last, languages=codes, made_at=at, daily=found)


def at_a_glance(
    figures: Collection[str], days: int, languages: tuple[str, ...], at: datetime | None = None
) -> Glance:
    """Some figures of the last so many days that have closed: no step is read for them."""
    at = at or timezone.now()
    last = rollups.last_closable(at)
    first = last - timedelta(days=days - 1)
    table = Table(daily.read(first - timedelta(days=days), last, at), first, last, languages)
    return Glance(first, last, tuple(table.total(BY_KEY[key]) for key in figures))


def by_day(first: date, last: date, *, at: datetime | None = None) -> dict[date, Counts]:
    """The counts of each day of a period that has any."""
    keys = [figure.key for figure in FIGURES]
    found = daily.read(first, last, at or timezone.now())
    counts: dict[date, Counts] = {}
    for (figure, locale, _value), days in found.series(
        Asked.by_day((first, last), WHOLE, keys)
    ).items():
        for day, count in days.items():
            counts.setdefault(day, {})[figure, locale] = count
    return counts


def weekly_starts(languages: Collection[str], at: datetime | None = None) -> float | None:
    """How many of these readers begin to write in a week, of late; None before that is known."""
    at = at or timezone.now()
    last = rollups.last_closable(at)
    first = last - timedelta(days=4 * _WEEK - 1)
    return _weekly_starts(daily.read(first, last, at), first, last, languages)


def _weekly_starts(found: Daily, first: date, last: date, codes: Collection[str]) -> float | None:
    days = {day for day, by in found.closed.items() if first <= day <= last and _is_known(by)}
    if not days:
        return None
    counts = found.by_day(min(days), max(days), ["starts_ended"], codes)
    starts = sum(count.denominator for (_figure, day), count in counts.items() if day in days)
    return starts * _WEEK / len(days)


def _is_known(counted_by: Definitions) -> bool:
    return "starts_ended" in counted_by
