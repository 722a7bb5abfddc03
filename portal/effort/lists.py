"""The lists beside the rates. Each is filtered first, then cut off."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from kb.feedback.interval import wilson
from kb.feedback.models import Reason, Vote
from kb.models import Family
from portal.effort import kept, wrote_anyway
from portal.effort.counts import Count, Counts
from portal.effort.daily import ByValue, Daily
from portal.effort.figures.helpful import REASON
from portal.effort.times import median_of
from portal.effort.titles import Titles
from portal.effort.wrote_anyway import WroteAnyway
from portal.journal import days as calendar

_MOST = 15
_COMMENTS = 3
_LATELY = timedelta(days=60)

type Text = tuple[str, str]
"""An article's id, and the language of its readers."""
type _Key = tuple[int, str]
"""The same with the number of the article."""


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


@dataclass(frozen=True, slots=True)
class _Ranked:
    """What the lists hold, before anything of it is called by its name."""

    failing_queries: list[FailingQuery]
    least_helpful: list[FamilyVotes]
    wrote_anyway: list[WroteAnyway]
    # By reason and article, and by reason alone.
    reasons_of: dict[tuple[str, str], dict[str, int]]
    reasons: Counter[str]
    threads: list[Threads]


def build(daily: Daily, first: date, last: date, codes: Collection[str], stamp: str) -> Lists:
    """The lists of these days, for readers of these languages; `stamp` names what is told of them.

    Titles and comments may change while the days do not.
    """
    ranked = kept.once("lists", stamp, lambda: _ranked(daily, first, last, codes))
    slugs = {one.slug for one in ranked.least_helpful} | {one.slug for one in ranked.wrote_anyway}
    titles = Titles(slugs)
    return Lists(
        failing_queries=ranked.failing_queries,
        least_helpful=_described(ranked, titles, first, last),
        wrote_anyway=wrote_anyway.described(ranked.wrote_anyway, titles),
        reasons=_labelled(ranked.reasons),
        threads=ranked.threads,
    )


def _ranked(daily: Daily, first: date, last: date, codes: Collection[str]) -> _Ranked:
    given = daily.by_value(first, last, "helpful", REASON, codes)
    sums = daily.sums(first, last)
    least = _least_helpful(daily, first, last, codes)
    return _Ranked(
        failing_queries=_failing(daily, first, last, codes),
        least_helpful=least,
        wrote_anyway=wrote_anyway.ranked(daily, first, last, codes, sums),
        reasons_of={(one.slug, one.locale): _given_of(one, given) for one in least},
        reasons=_given(given),
        threads=_threads(daily, first, last, codes, sums),
    )


def _failing(daily: Daily, first: date, last: date, codes: Collection[str]) -> list[FailingQuery]:
    most = daily.most(first, last, "search_weak", "query", codes, _MOST)
    return [FailingQuery(*one) for one in most]


def _least_helpful(
    daily: Daily, first: date, last: date, codes: Collection[str]
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
    return sorted(sure, key=lambda one: (-one.not_helped, one.slug, one.locale))[:_MOST]


def _readers(reads: ByValue, slug: str, locale: str) -> int:
    return reads.get((slug, locale), Count()).denominator


def _described(ranked: _Ranked, titles: Titles, first: date, last: date) -> list[FamilyVotes]:
    """With the page of each in its readers' language, or what they are shown instead."""
    texts = [(one.slug, one.locale) for one in ranked.least_helpful]
    comments = _comments(texts, first, last)
    described = []
    for one in ranked.least_helpful:
        page, title = titles.of(one.slug, one.locale)
        described.append(
            replace(
                one,
                title=title,
                page=page,
                reasons=_labelled(ranked.reasons_of[one.slug, one.locale]),
                comments=comments[one.slug, one.locale],
            )
        )
    return described


def _comments(texts: Collection[Text], first: date, last: date) -> dict[Text, list[str]]:
    """What readers wrote beside their votes, the latest first, as far as there is room.

    Of these texts alone, and of the last weeks where enough was said in these: a year's comments
    are many.
    """
    families = Family.objects.filter(slug__in={slug for slug, _locale in texts})
    numbers = dict(families.values_list("slug", "pk"))
    wanted = {(numbers[text[0]], text[1]): text for text in texts if text[0] in numbers}
    lately = max(first, last - _LATELY)
    found = _latest(wanted, lately, last)
    rest = {key: text for key, text in wanted.items() if len(found[text]) < _COMMENTS}
    if first < lately:
        found |= _latest(rest, first, last)
    return found


def _latest(wanted: Mapping[_Key, Text], first: date, last: date) -> dict[Text, list[str]]:
    """The same of texts by their keys; at most one query."""
    found: dict[Text, list[str]] = defaultdict(list)
    if not wanted:
        return found
    begin, end = calendar.span(first, last)
    votes = Vote.objects.counted().filter(at__gte=begin, at__lt=end).exclude(comment="")
    # Some more than are wanted: pair by pair they would be found no sooner.
    some = votes.filter(
        family__in={number for number, _locale in wanted},
        reader_locale__in={locale for _number, locale in wanted},
    )
    latest = [F("at").desc(), F("pk").desc()]
    place = Window(RowNumber(), partition_by=["family", "reader_locale"], order_by=latest)
    rows = some.annotate(place=place).filter(place__lte=_COMMENTS).order_by(*latest)
    for number, locale, comment in rows.values_list("family", "reader_locale", "comment"):
        if text := wanted.get((number, locale)):
            found[text].append(comment)
    return found


def _given_of(one: FamilyVotes, given: ByValue) -> dict[str, int]:
    keys = {reason: (f"{reason} {one.slug}", one.locale) for reason in Reason.values}
    return {reason: given[key].numerator for reason, key in keys.items() if key in given}


def _given(given: ByValue) -> Counter[str]:
    found: Counter[str] = Counter()
    for (value, _locale), count in given.items():
        found[value.partition(" ")[0]] += count.numerator
    return found


def _labelled(given: Mapping[str, int]) -> list[Reasons]:
    """Reasons in words, the most frequent first."""
    ordered = sorted(given.items(), key=lambda one: (-one[1], one[0]))
    return [Reasons(str(Reason(reason).label), count) for reason, count in ordered]


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
