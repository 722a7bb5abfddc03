"""What a front page shows beside the topics: what is read most, and the latest questions.

Each list is one query or two, however much there is.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import caches
from django.db.models import Count
from django.utils import timezone

from community.forum.models import Category, Thread
from kb.models import HelpPage, Kind, Membership
from kb.querysets import by_market
from kb.reading import listing
from portal.actors import Actor
from portal.journal.models import Step, StepKind

POPULAR = 6
OTHERS = 6
THREADS = 5
POPULAR_DAYS = 28
_MOST_COUNTED = 500  # ids
_POPULAR_KEPT = 600  # seconds


def topics(
    locale: str, actor: Actor, *, at_most: int, at: datetime | None = None
) -> list[listing.ListedFamily]:
    """The topics in the order that editors gave them, else what is read most first."""
    found = listing.topics(locale, actor)
    if not listing.are_ordered(found, actor.market):
        times = _reads(locale, at or timezone.now()).of_topics
        found.sort(key=lambda topic: (topic.is_fallback, -times.get(topic.slug, 0)))
    return listing.elsewhere_last(found, actor.market)[:at_most]


def popular(locale: str, actor: Actor, at: datetime | None = None) -> list[listing.ListedFamily]:
    """What readers of the language read most in the last weeks; else its questions."""
    slugs = _reads(locale, at or timezone.now()).most
    visible = HelpPage.objects.visible_to(actor)
    if slugs:
        read = visible.filter(family__slug__in=slugs).exclude(family__kind=Kind.TOPIC)
        found = {one.slug: one for one in listing.entries(read.best_for(locale), locale)}
        most = [found[slug] for slug in slugs if slug in found]
        return listing.elsewhere_last(most, actor.market)[:POPULAR]
    questions = visible.filter(family__kind=Kind.FAQ).in_locale(locale)
    ordered = questions.order_by(*by_market(actor.market), "path")
    return listing.entries(ordered[:POPULAR], locale)


@dataclass(frozen=True, slots=True)
class _Reads:
    """What readers read: the ids read most, and how often each topic with what lies in it."""

    most: list[str]
    of_topics: dict[str, int]


def _reads(locale: str, at: datetime) -> _Reads:
    """The reads of the last weeks, in a language.

    Kept for a while: they change slowly and cost a look at every step.
    """

    def count() -> _Reads:
        reads = (
            Step.objects.counted()
            .filter(
                day__gte=(at - timedelta(days=POPULAR_DAYS)).date(),
                kind=StepKind.READ,
                reader_locale=locale,
            )
            .exclude(family="")
        )
        ranked = reads.values("family").annotate(times=Count("pk")).order_by("-times", "family")
        times = dict(ranked.values_list("family", "times")[:_MOST_COUNTED])
        return _Reads(list(times)[: POPULAR * 3], _with_members(times))

    return caches["pages"].get_or_set(f"reads:{locale}", count, _POPULAR_KEPT) or _Reads([], {})


def _with_members(times: dict[str, int]) -> dict[str, int]:
    """How often topics were read, each with what lies in it."""
    found = Counter(times)
    inside = Membership.objects.filter(member__slug__in=list(times))
    for topic, member in inside.values_list("topic__slug", "member__slug"):
        found[topic] += times[member]
    return dict(found)


def in_no_topic(
    locale: str, actor: Actor, *, without: Iterable[listing.ListedFamily]
) -> list[listing.ListedFamily]:
    """What lies in no topic, and would be nowhere on the page but for this; two queries."""
    shown = {entry.slug for entry in without}
    found = listing.latest_without_topic(locale, actor, at_most=OTHERS + len(shown))
    return [entry for entry in found if entry.slug not in shown][:OTHERS]


def takes_questions(locale: str) -> bool:
    """Whether the community can be asked in a language; one query."""
    return bool(Category.objects.for_locale(locale))


def latest_threads(locale: str) -> list[Thread]:
    """The community's latest questions in a language."""
    return list(Thread.objects.searchable().in_locale(locale).latest_first()[:THREADS])
