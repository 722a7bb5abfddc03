"""16: contacts per 1,000 customers, ours and those that the owner tells of, against before.

Days are compared on which everything is known: ours were counted, and each series that the owner
tells of in either period has its number, for all readers that are shown. So a day that lacks its
calls makes no rate look better.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from portal.effort import changes, counts
from portal.effort.changes import Difference
from portal.effort.counts import Count
from portal.effort.daily import Daily
from portal.effort.figures import requests
from portal.effort.models import Series
from portal.effort.own import whole
from portal.effort.own.whole import Told, Values
from portal.journal import days as calendar

ELSEWHERE = (Series.CALLS, Series.CONTACTS)
MONTH = 30
"""Days: customers are there every day, so their contacts are told for so many days."""
# What contacts are set against → what one of it stands for: a customer on one day, an order.
_BASES = {Series.CUSTOMERS: 1_000 * MONTH, Series.ORDERS: 1_000}

type _Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class ContactRate:
    """Contacts per 1,000 customers in 30 days, or per 1,000 orders (`base`), and before."""

    base: Series
    # The series of contacts elsewhere that are in it.
    elsewhere: tuple[Series, ...]
    ours: int
    theirs: int
    # Contacts, and days of customers or orders: never none.
    count: Count
    before: Count
    # On so many days of the period everything is known.
    days: int

    @property
    def value(self) -> float:
        return self.count.numerator / self.count.denominator * _BASES[self.base]

    @property
    def value_before(self) -> float | None:
        """None where nobody knows, or there was nobody to set contacts against."""
        share = self.before.share
        return None if share is None else share * _BASES[self.base]

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % interval of the rate; None of no contacts."""
        found = counts.ratio_interval(self.count.numerator, self.count.denominator)
        return found and (found[0] * _BASES[self.base], found[1] * _BASES[self.base])

    @property
    def change(self) -> Difference | None:
        """The factor against the period before; None with fewer than 30 contacts on a side."""
        if min(self.count.numerator, self.before.numerator) < counts.COMPARABLE:
            return None
        return changes.of_ratios(self.count, self.before)


def build(daily: Daily, first: date, last: date, codes: Collection[str]) -> list[ContactRate]:
    """The rates by what the owner tells of; none where neither customers nor orders are told.

    For some languages only, they are made of numbers that name these: portal.effort.own.whole.
    """
    past = calendar.before(first, last)
    told = whole.read(past[0], last, codes)
    if not told.values:
        return []
    ours = daily.by_day(past[0], last, [requests.FIGURE.key], codes)
    spans = (past, (first, last))
    rates = (_rate(daily, base, told, ours, spans) for base in _BASES)
    return [rate for rate in rates if rate]


def _rate(
    daily: Daily,
    base: Series,
    told: Told,
    ours: dict[tuple[str, date], Count],
    spans: tuple[_Span, _Span],
) -> ContactRate | None:
    """By one base; None where no day of the period tells all that is needed, or all tell 0."""
    elsewhere = tuple(one for one in ELSEWHERE if one in told.series)
    values = told.values

    def is_known(day: date) -> bool:
        is_told = {base, *elsewhere} <= set(values[day])
        return is_told and daily.is_counted(requests.FIGURE, day)

    before, now = ([day for day in values if a <= day <= b and is_known(day)] for a, b in spans)
    total = sum(values[day][base] for day in now)
    if not total:
        return None
    own, others = _ours(now, ours), _theirs(now, values, elsewhere)
    earlier = _ours(before, ours) + _theirs(before, values, elsewhere)
    return ContactRate(
        base=base,
        elsewhere=elsewhere,
        ours=own,
        theirs=others,
        count=Count(own + others, total),
        before=Count(earlier, sum(values[day][base] for day in before)),
        days=len(now),
    )


def _ours(days: list[date], ours: dict[tuple[str, date], Count]) -> int:
    key = requests.FIGURE.key
    return sum(ours.get((key, day), Count()).numerator for day in days)


def _theirs(days: list[date], values: Values, elsewhere: tuple[Series, ...]) -> int:
    return sum(values[day][series] for day in days for series in elsewhere)
