"""Figures of time: the median of what people waited, in each language and in all of them.

The days keep the minutes of each case, so the median is that of the cases themselves. Its interval
is that of M. J. Campbell and M. J. Gardner, Calculating confidence intervals for some
non-parametric analyses, BMJ 296, 1988.
"""

import math
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate

from kb.feedback.interval import Z
from portal.effort.daily import Daily
from portal.effort.figures import FIGURES, Figure
from portal.effort.figures.first_response import HOURS
from portal.journal import days as calendar

TIMED = tuple(figure for figure in FIGURES if figure.form == "time")


@dataclass(frozen=True, slots=True)
class Time:
    """One figure for one language, or for all: how many waited so many minutes, now and before."""

    figure: Figure
    minutes: Counter[int] = field(default_factory=Counter)
    before: Counter[int] = field(default_factory=Counter)
    is_recorded: bool = True

    @property
    def in_support_hours(self) -> bool:
        """Whether a day of it is one of work, not one of 24 hours."""
        return HOURS in self.figure.dimensions

    @property
    def n(self) -> int:
        return self.minutes.total()

    @property
    def median(self) -> timedelta | None:
        """Half of them waited no longer; None of nothing."""
        return median_of(self.minutes)

    @property
    def median_before(self) -> timedelta | None:
        """The same of the period before."""
        return median_of(self.before)

    @property
    def interval(self) -> tuple[timedelta, timedelta] | None:
        """The 95 % interval, between two of the times by their order; None of fewer than six."""
        middle, reach = self.n / 2, Z * math.sqrt(self.n) / 2
        low, high = round(middle - reach), round(1 + middle + reach)
        if low < 1 or high > self.n:
            return None
        low_of, high_of = (_at(place, self.minutes) for place in (low, high))
        return timedelta(minutes=low_of), timedelta(minutes=high_of)


@dataclass(frozen=True, slots=True)
class TimeRow:
    """One figure in all languages side by side."""

    figure: Figure
    total: Time
    cells: tuple[Time, ...]


def median_of(minutes: Counter[int]) -> timedelta | None:
    """The median of so many cases of so many minutes each."""
    cases = minutes.total()
    if not cases:
        return None
    middle = [_at(place, minutes) for place in ((cases + 1) // 2, cases // 2 + 1)]
    return timedelta(minutes=round(sum(middle) / 2))


def _at(place: int, minutes: Counter[int]) -> int:
    """What the case at a place waited, the first of them the shortest."""
    ordered = sorted(minutes)
    reached = accumulate(minutes[one] for one in ordered)
    return next(one for one, so_far in zip(ordered, reached, strict=True) if so_far >= place)


def build(daily: Daily, first: date, last: date, codes: tuple[str, ...]) -> tuple[TimeRow, ...]:
    """The times of these days and of those before, for readers of these languages."""
    keys = [figure.key for figure in TIMED]
    now = daily.minutes(first, last, keys, codes)
    before = daily.minutes(*calendar.before(first, last), keys, codes)

    def time(figure: Figure, *of: str) -> Time:
        sums = [
            sum((found[figure.key, code] for code in of), Counter()) for found in (now, before)
        ]
        return Time(figure, sums[0], sums[1], daily.is_recorded(figure, first, last))

    return tuple(
        TimeRow(figure, time(figure, *codes), tuple(time(figure, code) for code in codes))
        for figure in TIMED
    )
