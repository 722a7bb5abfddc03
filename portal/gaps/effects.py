"""What an article changed: the share of searches that failed, before and after, against others.

The difference in differences (Card and Krueger, "Minimum wages and employment", American Economic
Review 84, 1994): how much the share fell where an answer was published, less how much it fell in
the languages that had none. What changed for everybody falls out.

Its interval is put together from Wilson's intervals of the four shares by the method of variance
estimates recovery (Zou and Donner, "Construction of confidence limits about effect measures: a
general approach", Statistics in Medicine 27, 2008, formula 5), which for two shares is Newcombe's
hybrid score interval (Statistics in Medicine 17, 1998, method 10).
"""

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kb.feedback.interval import wilson
from portal.gaps.models import Demand, GapLanguage

WINDOW = timedelta(days=28)
"""So long before and after are compared."""
LEAST = 30
"""With fewer visits in any of the four shares it is too early."""


@dataclass(frozen=True, slots=True)
class Share:
    """Of how many visits that asked how many failed."""

    failed: int = 0
    asked: int = 0

    @property
    def value(self) -> float:
        return self.failed / self.asked if self.asked else 0.0


@dataclass(frozen=True, slots=True)
class BeforeAndAfter:
    """The share that failed, before and after."""

    before: Share
    after: Share

    @property
    def least(self) -> int:
        """The smaller number of visits."""
        return min(self.before.asked, self.after.asked)


class Known(StrEnum):
    """What can be said."""

    EARLY = "early"
    ALONE = "alone"
    UNSEEN = "unseen"
    TOLD = "told"


@dataclass(frozen=True, slots=True)
class Effect:
    """What changed for the readers of a language since a day; shares, -1 to 1, less is better.

    `is_of_all` says whether all other languages are looked at: some may not be one's own to see.
    """

    locale: str
    since: date
    served: BeforeAndAfter
    others: BeforeAndAfter
    is_of_all: bool = True

    @property
    def known(self) -> Known:
        """`ALONE`: no other language is left to compare with; `UNSEEN`: none that is looked at."""
        is_alone = not self.others.before.asked and not self.others.after.asked
        if self.served.least < LEAST or (not is_alone and self.others.least < LEAST):
            return Known.EARLY
        if not is_alone:
            return Known.TOLD
        return Known.ALONE if self.is_of_all else Known.UNSEEN

    @property
    def n(self) -> int:
        """The visits in all four shares."""
        changes = (self.served, self.others)
        return sum(one.before.asked + one.after.asked for one in changes)

    @property
    def difference(self) -> float:
        fell = self.served.after.value - self.served.before.value
        return fell - (self.others.after.value - self.others.before.value)

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the difference."""
        added = (self.served.after, self.others.before)
        taken = (self.served.before, self.others.after)
        low = [_below(one) for one in added] + [_above(one) for one in taken]
        high = [_above(one) for one in added] + [_below(one) for one in taken]
        return (self.difference - math.hypot(*low), self.difference + math.hypot(*high))

    @property
    def is_clear(self) -> bool:
        """Whether the interval holds no zero."""
        low, high = self.interval
        return not low <= 0 <= high


def _below(share: Share) -> float:
    return share.value - wilson(share.failed, share.asked)[0]


def _above(share: Share) -> float:
    return wilson(share.failed, share.asked)[1] - share.value


def of(
    languages: Sequence[GapLanguage], demand: Iterable[Demand], today: date, *, is_of_all: bool
) -> list[Effect]:
    """What changed in each language of a gap that is served, up to yesterday.

    `languages` are all that have the gap, or (`is_of_all` is False) those that somebody may see.
    """
    rows = list(demand)
    served = [(one.locale, one.served_on) for one in languages if one.served_on]
    return [
        Effect(locale, since, *_compared(languages, rows, locale, since, today), is_of_all)
        for locale, since in served
    ]


def _compared(
    languages: Sequence[GapLanguage],
    demand: Sequence[Demand],
    locale: str,
    since: date,
    today: date,
) -> tuple[BeforeAndAfter, BeforeAndAfter]:
    """The language itself, and the others that had no answer meanwhile."""
    day = timedelta(days=1)
    last = min(since + WINDOW, today - day)
    others = {
        one.locale
        for one in languages
        if one.locale != locale and (one.served_on is None or one.served_on > last)
    }
    spans = ((since - WINDOW, since - day), (since + day, last))
    served, compared = (
        BeforeAndAfter(*(_share(demand, locales, *span) for span in spans))
        for locales in ({locale}, others)
    )
    return served, compared


def _share(demand: Iterable[Demand], locales: Collection[str], first: date, last: date) -> Share:
    rows = [one for one in demand if one.locale in locales and first <= one.day <= last]
    return Share(sum(one.failed for one in rows), sum(one.asked for one in rows))
