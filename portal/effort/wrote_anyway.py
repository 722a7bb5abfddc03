"""The texts whose readers wrote to the support all the same."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from kb.feedback.interval import wilson
from portal.effort.counts import SMALL, Count, Counts
from portal.effort.daily import Daily
from portal.effort.figures import wrote_after_reading
from portal.effort.titles import Titles

_KEY = wrote_after_reading.FIGURE.key
_MOST = 15


@dataclass(frozen=True, slots=True)
class WroteAnyway:
    """A text among the readers of one language: how many read it, and how many then wrote.

    `usual` is the same of all other texts in that language, a share.
    """

    slug: str
    locale: str
    count: Count
    usual: float
    title: str = ""
    # The page to mend; None when it has been deleted.
    page: int | None = None

    @property
    def share(self) -> float:
        return self.count.share or 0.0

    @property
    def lower_bound(self) -> float:
        """So large a part of its readers writes at least."""
        return wilson(self.count.numerator, self.count.denominator)[0]

    @property
    def more_than_usual(self) -> float:
        """So many more of its readers wrote than is usual, at least."""
        return (self.lower_bound - self.usual) * self.count.denominator


def ranked(
    daily: Daily, first: date, last: date, codes: Collection[str], sums: Counts
) -> list[WroteAnyway]:
    """Those that send most of their readers to the support, as far as that is sure.

    Ordered by the lower bound of their share above what is usual in their language, weighed by
    their readers. Where that is none, and of fewer than five readers, nothing is told.
    """
    read = daily.by_value(first, last, _KEY, "family", codes)
    found = (
        WroteAnyway(slug, locale, count, _usual(sums.get((_KEY, locale), Count()), count))
        for (slug, locale), count in read.items()
        if count.denominator >= SMALL
    )
    ordered = sorted(
        (one for one in found if one.lower_bound > one.usual),
        key=lambda one: (-one.more_than_usual, -one.lower_bound, one.slug, one.locale),
    )
    return ordered[:_MOST]


def _usual(all_texts: Count, own: Count) -> float:
    """The share of the other texts."""
    others = all_texts.denominator - own.denominator
    return (all_texts.numerator - own.numerator) / others if others else 0.0


def described(texts: list[WroteAnyway], titles: Titles) -> list[WroteAnyway]:
    """With the page of each in its readers' language, or what they are shown instead."""
    found = []
    for one in texts:
        page, title = titles.of(one.slug, one.locale)
        found.append(replace(one, title=title, page=page))
    return found
