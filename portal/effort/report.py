"""The support-effort report of a period: closed days from their roll-ups, open ones from steps."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from portal import locales
from portal.effort import contact_rate, daily, lists, pieces, rollups, saved, summary, times
from portal.effort.cells import Cell, Changed, LeftOut, Row, what_changed
from portal.effort.contact_rate import ContactRate
from portal.effort.counts import COMPARABLE, LEFT_OUT, NETWORK, WHOLE, Count, Counts
from portal.effort.daily import ByValue, Daily
from portal.effort.figures import BY_KEY, COMPARED, FIGURES, Figure, quiet, starts_ended
from portal.effort.figures.implicit import JOINED
from portal.effort.lists import Lists
from portal.effort.own import keeping
from portal.effort.pieces import Piece
from portal.effort.saved import Saved
from portal.effort.summary import Summary
from portal.effort.times import TimeRow
from portal.handover.models import ContactRequest
from portal.journal import days as calendar

_WEEK = 7


@dataclass(frozen=True, slots=True)
class Report:
    """Everything the page and the export show."""

    first: date
    last: date
    # The first day of which anything was counted; None before there is any.
    began: date | None
    complete_until: date | None
    made_at: datetime
    languages: tuple[str, ...]
    rows: tuple[Row, ...]
    times: tuple[TimeRow, ...]
    # Solved by one answer in these days, and too young to say whether that was enough.
    provisional: int
    changed: list[Changed]
    quiet: Count
    # Starts that are known to have ended in a request by their visit only.
    joined_by_visit: int
    # Whether fewer than 30 a week begin to write: then weeks are put together.
    is_small_house: bool
    summary: Summary
    lists: Lists
    # What was read: this period and the one before.
    daily: Daily
    # None while the owner has not said how long one request takes.
    saved: Saved | None
    contact_rates: list[ContactRate]

    @property
    def figures(self) -> list[Figure]:
        """Those that are shown, each with its definition."""
        shown: list[Row | TimeRow] = [*self.rows, *self.times]
        return [row.figure for row in shown]

    @property
    def quiet_share(self) -> float | None:
        return self.quiet.share

    @property
    def counted(self) -> tuple[date, date]:
        """From the day on which counting began to the end of the period."""
        return self.began or self.first, self.last

    @property
    def begins_too_early(self) -> bool:
        """Whether days of the period lie before counting began."""
        return self.began is not None and self.first < self.began

    @property
    def holds_older(self) -> bool:
        """Whether days of it were counted by an older definition of a figure."""
        return any(row.total.is_older for row in self.rows)


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
    is_small_house = _is_small_house(found, first, last, codes)
    table = _Rows(found, first, last, codes)
    rows = table.build(is_small_house)
    joined = found.by_value(first, last, "implicit", JOINED, codes)
    waits = times.build(found, first, last, codes)
    changed = what_changed(rows, codes)
    ended = found.by_value(first, last, starts_ended.FIGURE.key, "end", codes)
    closed = (day for day in found.closed if first <= day <= last)
    return Report(
        first=first,
        last=last,
        began=rollups.counting_began(),
        complete_until=max(closed, default=None),
        made_at=at,
        languages=codes,
        rows=rows,
        times=waits,
        provisional=_provisional(first, last, codes, at),
        changed=changed,
        quiet=_over(table.present, quiet.KEY, codes),
        joined_by_visit=sum(count.denominator for count in joined.values()),
        is_small_house=is_small_house,
        summary=summary.build([*rows, *waits], ended, changed),
        lists=lists.build(found, first, last, codes, table.present),
        daily=found,
        saved=saved.of(rows, keeping.minutes_per_request()),
        contact_rates=contact_rate.build(found, first, last, codes),
    )


def at_a_glance(
    figures: Collection[str], days: int, languages: tuple[str, ...], at: datetime | None = None
) -> Glance:
    """Some figures of the last so many days that have closed: no step is read for them."""
    at = at or timezone.now()
    last = rollups.last_closable(at)
    first = last - timedelta(days=days - 1)
    table = _Rows(daily.read(first - timedelta(days=days), last, at), first, last, languages)
    return Glance(first, last, tuple(table.total(BY_KEY[key]) for key in figures))


def by_day(first: date, last: date, *, at: datetime | None = None) -> dict[date, Counts]:
    """The counts of each day of a period that has any."""
    keys = [figure.key for figure in FIGURES]
    found = daily.series(first, last, at or timezone.now(), kind=WHOLE, figures=keys)
    counts: dict[date, Counts] = {}
    for (figure, locale, _value), days in found.items():
        for day, count in days.items():
            counts.setdefault(day, {})[figure, locale] = count
    return counts


def weekly_starts(languages: Collection[str], at: datetime | None = None) -> float | None:
    """How many of these readers begin to write in a week, of late; None before that is known."""
    at = at or timezone.now()
    last = rollups.last_closable(at)
    first = last - timedelta(days=4 * _WEEK - 1)
    return _weekly_starts(daily.read(first, last, at), first, last, languages)


def _provisional(first: date, last: date, codes: Collection[str], at: datetime) -> int:
    begin, end = calendar.span(first, last)
    young = ContactRequest.objects.provisional(at).filter(locale__in=codes)
    return young.filter(solved_at__gte=begin, solved_at__lt=end).count()


def _is_small_house(found: Daily, first: date, last: date, codes: Collection[str]) -> bool:
    weekly = _weekly_starts(found, first, last, codes)
    return weekly is not None and weekly < COMPARABLE


def _weekly_starts(found: Daily, first: date, last: date, codes: Collection[str]) -> float | None:
    days = {day for day, by in found.closed.items() if first <= day <= last and _is_known(by)}
    if not days:
        return None
    counts = found.by_day(min(days), max(days), ["starts_ended"], codes)
    starts = sum(count.denominator for (_figure, day), count in counts.items() if day in days)
    return starts * _WEEK / len(days)


def _is_known(counted_by: dict[str, int]) -> bool:
    return "starts_ended" in counted_by


class _Rows:
    """The rows of the table, from a few sums for all of them."""

    def __init__(self, found: Daily, first: date, last: date, codes: tuple[str, ...]) -> None:
        self.daily, self.first, self.last, self.codes = found, first, last, codes
        self.before = calendar.before(first, last)
        self.present = found.sums(first, last)
        self.past = found.sums(*self.before)
        self.networks = found.sums(first, last, NETWORK)
        self.beyond = found.beyond(first, last)
        self.quiet = found.by_value(first, last, quiet.KEY, quiet.STEP, codes)
        self.strangers = found.by_value(first, last, "helpful", LEFT_OUT, codes)

    def build(self, is_small_house: bool) -> tuple[Row, ...]:
        trended = [figure.key for figure in COMPARED if figure.has_trend]
        days = self.daily.by_day(self.first, self.last, trended, self.codes)
        size = pieces.length((self.last - self.first).days + 1, is_small_house)
        return tuple(
            Row(
                figure,
                self.total(figure),
                tuple(self._cell(figure, (code,)) for code in self.codes),
                self._trend(figure, size, days) if figure.has_trend else (),
            )
            for figure in COMPARED
        )

    def total(self, figure: Figure) -> Cell:
        """A figure over all languages of the report."""
        return self._cell(figure, self.codes)

    def _trend(
        self, figure: Figure, size: int, days: dict[tuple[str, date], Count]
    ) -> tuple[Piece, ...]:
        own = {day: count for (key, day), count in days.items() if key == figure.key}
        return pieces.cut(self.daily, figure, self.first, self.last, size, own)

    def _cell(self, figure: Figure, codes: tuple[str, ...]) -> Cell:
        period = (self.first, self.last)
        return Cell(
            figure,
            _over(self.present, figure.key, codes),
            _over(self.past, figure.key, codes),
            is_recorded=self.daily.is_recorded(figure, *period),
            is_older=self.daily.is_older(figure, self.before[0], self.last),
            network=self._network(figure, codes),
            left_out=self._left_out(figure, codes),
        )

    def _network(self, figure: Figure, codes: tuple[str, ...]) -> Count:
        """Over all languages it is known; else no network did more than the sum."""
        if codes == locales.codes():
            return self.networks.get((figure.key, ""), Count())
        return _over(self.networks, figure.key, codes)

    def _left_out(self, figure: Figure, codes: tuple[str, ...]) -> LeftOut:
        wanted = [(kind, code) for kind in figure.kinds for code in codes]
        strangers = self.strangers if figure.key == "helpful" else {}
        return LeftOut(
            share=sum(self.beyond[key] for key in wanted),
            privacy=sum(self.quiet.get(key, Count()).numerator for key in wanted),
            strangers=_of(strangers, codes),
        )


def _of(found: ByValue, codes: Collection[str]) -> int:
    return sum(count.numerator for (_value, code), count in found.items() if code in codes)


def _over(counts: Counts, key: str, codes: Collection[str]) -> Count:
    return sum((counts.get((key, code), Count()) for code in codes), Count())
