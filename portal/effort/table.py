"""The report's table: each figure in each language and in all of them, beside what was before."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property

from portal import locales
from portal.effort import pieces
from portal.effort.cells import Cell, LeftOut, Row
from portal.effort.counts import LEFT_OUT, NETWORK, Count, Counts
from portal.effort.daily import ByValue, Daily
from portal.effort.figures import COMPARED, Figure, quiet
from portal.journal import days as calendar


class Table:
    """The rows of the report, and their cells, from a few sums for all of them."""

    def __init__(self, found: Daily, first: date, last: date, codes: tuple[str, ...]) -> None:
        self.daily, self.first, self.last, self.codes = found, first, last, codes
        self.before = calendar.before(first, last)

    @cached_property
    def present(self) -> Counts:
        return self.daily.sums(self.first, self.last)

    @cached_property
    def past(self) -> Counts:
        return self.daily.sums(*self.before)

    @cached_property
    def networks(self) -> Counts:
        return self.daily.sums(self.first, self.last, NETWORK)

    @cached_property
    def beyond(self) -> Counter[tuple[str, str]]:
        return self.daily.beyond(self.first, self.last)

    @cached_property
    def quiet(self) -> ByValue:
        return self.daily.by_value(self.first, self.last, quiet.KEY, quiet.STEP, self.codes)

    @cached_property
    def strangers(self) -> ByValue:
        return self.daily.by_value(self.first, self.last, "helpful", LEFT_OUT, self.codes)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Of each figure what it is in each language, without what it was over time."""
        return tuple(
            Row(
                figure,
                self.total(figure),
                tuple(self._cell(figure, (code,)) for code in self.codes),
            )
            for figure in COMPARED
        )

    def trends(self, is_small_house: bool) -> Iterator[Row]:
        """The rows that have a trend, each with it."""
        trended = [figure.key for figure in COMPARED if figure.has_trend]
        days = self.daily.by_day(self.first, self.last, trended, self.codes)
        size = pieces.length((self.last - self.first).days + 1, is_small_house)
        by_figure: dict[str, dict[date, Count]] = defaultdict(dict)
        for (key, day), count in days.items():
            by_figure[key][day] = count
        for row in self.rows:
            if row.figure.has_trend:
                own = by_figure[row.figure.key]
                trend = pieces.cut(self.daily, row.figure, self.first, self.last, size, own)
                yield replace(row, trend=trend)

    def total(self, figure: Figure) -> Cell:
        """A figure over all languages of the report."""
        return self._cell(figure, self.codes)

    def _cell(self, figure: Figure, codes: tuple[str, ...]) -> Cell:
        period = (self.first, self.last)
        return Cell(
            figure,
            over(self.present, figure.key, codes),
            over(self.past, figure.key, codes),
            is_recorded=self.daily.is_recorded(figure, *period),
            is_older=self.daily.is_older(figure, self.before[0], self.last),
            network=self._network(figure, codes),
            left_out=self._left_out(figure, codes),
        )

    def _network(self, figure: Figure, codes: tuple[str, ...]) -> Count:
        """Over all languages it is known; else no network did more than the sum."""
        if codes == locales.codes():
            return self.networks.get((figure.key, ""), Count())
        return over(self.networks, figure.key, codes)

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


def over(counts: Counts, key: str, codes: Collection[str]) -> Count:
    return sum((counts.get((key, code), Count()) for code in codes), Count())
