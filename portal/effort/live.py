"""Figures 5 and 10 and the lists beside the rates, read from votes, threads and steps."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from django.db.models import Count as Counted
from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from community.forum.models import Post, Thread
from kb.feedback.interval import wilson
from kb.feedback.models import Reason, Vote
from portal.effort import words
from portal.effort.definitions import Count
from portal.journal import days as calendar
from portal.journal.models import Step, StepKind

type LiveCounts = dict[tuple[str, str], Count]

_WEEK = timedelta(days=7)
_MOST = 15


@dataclass(frozen=True, slots=True)
class Reasons:
    """How often one reason was given."""

    label: str
    helpful: bool
    count: int


@dataclass(frozen=True, slots=True)
class FamilyVotes:
    """The votes on one article in all its languages and revisions."""

    slug: str
    count: Count

    @property
    def lower_bound(self) -> float:
        return wilson(self.count.numerator, self.count.denominator)[0]


@dataclass(frozen=True, slots=True)
class FailingQuery:
    """A query for which nothing fits, and in how many visits it was asked."""

    query: str
    locale: str
    visits: int


@dataclass(frozen=True, slots=True)
class Threads:
    """How threads of one language went."""

    locale: str
    asked: int
    first_reply: timedelta | None
    accepted: timedelta | None
    accepted_count: int
    views: int

    @property
    def views_per_accepted(self) -> float | None:
        return self.views / self.accepted_count if self.accepted_count else None


def helpful(first: date, last: date, without: Collection[int] = ()) -> LiveCounts:
    """Figure 5 by the reader's language; `without` are votes of open days that are in no rate."""
    rows = (
        _votes(first, last, without)
        .values_list("reader_locale")
        .annotate(yes=Counted("pk", filter=Q(helpful=True)), n=Counted("pk"))
    )
    return {(words.HELPFUL, locale): Count(yes, n) for locale, yes, n in rows.order_by()}


def reasons(
    first: date, last: date, codes: Collection[str], without: Collection[int] = ()
) -> list[Reasons]:
    """The reasons given with the votes, the most frequent first."""
    rows = (
        _votes(first, last, without)
        .filter(reader_locale__in=codes)
        .exclude(reason="")
        .values_list("helpful", "reason")
    )
    counted = rows.annotate(n=Counted("pk")).order_by("helpful", "-n", "reason")
    return [Reasons(str(Reason(reason).label), is_yes, n) for is_yes, reason, n in counted]


def least_helpful(
    first: date, last: date, codes: Collection[str], without: Collection[int] = ()
) -> list[FamilyVotes]:
    """The articles with the lowest lower bound of their helpful rate."""
    rows = (
        _votes(first, last, without)
        .filter(reader_locale__in=codes)
        .values_list("family__slug")
        .annotate(yes=Counted("pk", filter=Q(helpful=True)), n=Counted("pk"))
    )
    families = [FamilyVotes(slug, Count(yes, n)) for slug, yes, n in rows.order_by()]
    disliked = [family for family in families if family.count.numerator < family.count.denominator]
    return sorted(disliked, key=lambda family: (family.lower_bound, family.slug))[:_MOST]


def _votes(first: date, last: date, without: Collection[int]) -> QuerySet[Vote]:
    begin, end = calendar.span(first, last)
    return Vote.objects.counted().filter(at__gte=begin, at__lt=end).exclude(pk__in=without)


def failing_queries(first: date, last: date) -> list[FailingQuery]:
    """What was searched most with nothing above the floor, while its text is kept."""
    rows = (
        Step.objects.counted()
        .filter(day__gte=first, day__lte=last, kind=StepKind.SEARCH, weak=True)
        .exclude(query="")
        .values_list("query", "reader_locale")
        .annotate(visits=Counted("visit", distinct=True))
        .order_by("-visits", "query", "reader_locale")
    )
    return [FailingQuery(*row) for row in rows[:_MOST]]


def community(first: date, last: date, now: datetime) -> LiveCounts:
    """The rates of figure 10, by the thread's language."""
    counts: LiveCounts = defaultdict(Count)
    for locale, asked, reply, _accepted in _threads(first, last):
        if asked <= now - _WEEK:
            late = reply is None or reply - asked > _WEEK
            counts[words.UNANSWERED, locale] += Count(late, 1)
    begin, end = calendar.span(first, last)
    answers = Post.objects.answers().shown().filter(created_at__gte=begin, created_at__lt=end)
    rows = answers.values_list("thread__locale").annotate(
        peers=Counted("pk", filter=Q(by_staff=False)), n=Counted("pk")
    )
    for locale, peers, n in rows.order_by():
        counts[words.BY_PEERS, locale] += Count(peers, n)
    return dict(counts)


def threads(first: date, last: date) -> list[Threads]:
    """The times and views of figure 10, by the thread's language."""
    replies: dict[str, list[timedelta]] = defaultdict(list)
    solutions: dict[str, list[timedelta]] = defaultdict(list)
    asked: dict[str, int] = defaultdict(int)
    for locale, at, reply, accepted in _threads(first, last):
        asked[locale] += 1
        if reply:
            replies[locale].append(reply - at)
        if accepted:
            solutions[locale].append(accepted - at)
    views = _thread_views(first, last)
    return [
        Threads(
            locale, asked[locale], _median(replies[locale]), _median(solutions[locale]),
            len(solutions[locale]), views.get(locale, 0),
        )
        for locale in sorted({*asked, *views})
    ]  # fmt: skip


type _ThreadRow = tuple[str, datetime, datetime | None, datetime | None]


def _threads(first: date, last: date) -> Iterable[_ThreadRow]:
    """Language, when asked, first answer by somebody else, and the answer that was accepted."""
    begin, end = calendar.span(first, last)
    accepted = Post.objects.accepted().shown().filter(thread=OuterRef("pk"))
    return (
        Thread.objects.filter(created_at__gte=begin, created_at__lt=end, hidden=False)
        .annotate(accepted_at=Subquery(accepted.values("accepted_at")))
        .values_list("locale", "created_at", "first_reply_at", "accepted_at")
        .order_by()
    )


def _thread_views(first: date, last: date) -> dict[str, int]:
    steps = Step.objects.counted().filter(day__gte=first, day__lte=last, kind=StepKind.READ_THREAD)
    rows = steps.annotate(code=F("text_locale")).values_list("code").annotate(n=Counted("pk"))
    return dict(rows.order_by())


def _median(times: list[timedelta]) -> timedelta | None:
    seconds = [time.total_seconds() for time in times]
    return timedelta(seconds=round(median(seconds))) if seconds else None
