"""The lists beside the rates. Each is filtered first, then cut off."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta

from kb.feedback.interval import wilson
from kb.feedback.models import Reason, Vote
from portal.effort import wrote_anyway
from portal.effort.counts import Count, Counts
from portal.effort.daily import ByValue, Daily
from portal.effort.figures.helpful import REASON
from portal.effort.times import median_of
from portal.effort.titles import Titles
from portal.effort.wrote_anyway import WroteAnyway
from portal.journal import days as calendar

_MOST = 15
_COMMENTS = 3


@dataclass(frozen=True, slots=True)
class Reasons:
    """How often one reason was given."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class FamilyVotes:
    """What readers of one language said of one article, over all its revisions."""

    slug: str
    locale: str
    count: Count
    # How often it was read in that language.
    readers: int
    title: str = ""
    # The page to mend; None when it has been deleted.
    page: int | None = None
    reasons: list[Reasons] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)

    @property
    def upper_bound(self) -> float:
        """So much it helps at best."""
        return wilson(self.count.numerator, self.count.denominator)[1]

    @property
    def not_helped(self) -> float:
        """So many of its readers it did not help, at least."""
        return (1 - self.upper_bound) * self.readers


@dataclass(frozen=True, slots=True)
class FailingQuery:
    """A search for which nothing fits, and how often it was made."""

    query: str
    locale: str
    searches: int


@dataclass(frozen=True, slots=True)
class Threads:
    """How the community went in one language."""

    locale: str
    asked: int
    first_reply: timedelta | None
    accepted: timedelta | None
    accepted_count: int
    views: int

    @property
    def views_per_accepted(self) -> float | None:
        return self.views / self.accepted_count if self.accepted_count else None


@dataclass(frozen=True, slots=True)
class Lists:
    """All of them, of one period and these languages."""

    failing_queries: list[FailingQuery]
    least_helpful: list[FamilyVotes]
    wrote_anyway: list[WroteAnyway]
    reasons: list[Reasons]
    threads: list[Threads]


def build(daily: Daily, first: date, last: date, codes: Collection[str], sums: Counts) -> Lists:
    """The lists of these days and their sums, for readers of these languages."""
    reasons = daily.by_value(first, last, "helpful", REASON, codes)
    return Lists(
        failing_queries=_failing(daily, first, last, codes),
        least_helpful=_least_helpful(daily, first, last, codes, reasons),
        wrote_anyway=wrote_anyway.build(daily, first, last, codes, sums),
        reasons=_reasons(reasons),
        threads=_threads(daily, first, last, codes, sums),
    )


def _failing(daily: Daily, first: date, last: date, codes: Collection[str]) -> list[FailingQuery]:
    most = daily.most(first, last, "search_weak", "query", codes, _MOST)
    return [FailingQuery(*one) for one in most]


def _least_helpful(
    daily: Daily, first: date, last: date, codes: Collection[str], reasons: ByValue
) -> list[FamilyVotes]:
    """The articles that leave most readers without help, as far as that is sure.

    Ordered by the upper bound of their rate, weighed by how many read them. Where that is not one
    reader, it is not sure that an article left anybody without help.
    """
    votes = daily.by_value(first, last, "helpful", "family", codes)
    reads = daily.by_value(first, last, "reads", "family", codes)
    families = (
        FamilyVotes(slug, locale, count, max(_readers(reads, slug, locale), count.denominator))
        for (slug, locale), count in votes.items()
    )
    sure = (one for one in families if one.not_helped >= 1)
    least = sorted(sure, key=lambda one: (-one.not_helped, one.slug, one.locale))[:_MOST]
    return _described(least, first, last, reasons)


def _readers(reads: ByValue, slug: str, locale: str) -> int:
    return reads.get((slug, locale), Count()).denominator


def _described(
    families: list[FamilyVotes], first: date, last: date, reasons: ByValue
) -> list[FamilyVotes]:
    """With the page of each in its readers' language, or what they are shown instead."""
    slugs = {one.slug for one in families}
    comments = _comments(slugs, first, last)
    titles = Titles(slugs)
    described = []
    for one in families:
        page, title = titles.of(one.slug, one.locale)
        given = {
            reason: reasons[f"{reason} {one.slug}", one.locale]
            for reason in Reason.values
            if (f"{reason} {one.slug}", one.locale) in reasons
        }
        described.append(
            FamilyVotes(
                one.slug, one.locale, one.count, one.readers, title, page,
                _labelled(given), comments[one.slug, one.locale][:_COMMENTS],
            )
        )  # fmt: skip
    return described


def _comments(slugs: Collection[str], first: date, last: date) -> dict[tuple[str, str], list[str]]:
    """What readers wrote beside their votes, the latest first."""
    begin, end = calendar.span(first, last)
    votes = Vote.objects.counted().filter(at__gte=begin, at__lt=end, family__slug__in=slugs)
    rows = votes.exclude(comment="").order_by("-at", "-pk")
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for slug, locale, comment in rows.values_list("family__slug", "reader_locale", "comment"):
        found[slug, locale].append(comment)
    return found


def _reasons(given: ByValue) -> list[Reasons]:
    found: Counter[str] = Counter()
    for (value, _locale), count in given.items():
        found[value.partition(" ")[0]] += count.numerator
    return _labelled({reason: Count(n) for reason, n in found.items()})


def _labelled(given: dict[str, Count]) -> list[Reasons]:
    """Reasons in words, the most frequent first."""
    ordered = sorted(given.items(), key=lambda one: (-one[1].numerator, one[0]))
    return [Reasons(str(Reason(reason).label), count.numerator) for reason, count in ordered]


def _threads(
    daily: Daily, first: date, last: date, codes: Collection[str], sums: Counts
) -> list[Threads]:
    keys = ["community_first_answer", "community_accepted"]
    waited = daily.minutes(first, last, keys, codes)
    rows = [
        Threads(
            locale=code,
            asked=sums.get(("community_questions", code), Count()).numerator,
            first_reply=median_of(waited["community_first_answer", code]),
            accepted=median_of(waited["community_accepted", code]),
            accepted_count=sums.get(("community_accepted", code), Count()).denominator,
            views=sums.get(("community_views", code), Count()).numerator,
        )
        for code in codes
    ]
    return [row for row in rows if row.asked or row.views or row.first_reply or row.accepted]
