"""What a front page shows beside the topics: what is read most, and the latest questions.

Each list is one query or two, however much there is.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.cache import caches
from django.db.models import Count
from django.utils import timezone

from community.forum.models import Category, Thread
from kb.models import HelpPage, Kind
from kb.reading import listing
from portal.actors import Actor
from portal.journal.models import Step, StepKind

POPULAR = 6
OTHERS = 6
THREADS = 5
POPULAR_DAYS = 28
_POPULAR_KEPT = 600  # seconds


def popular(locale: str, actor: Actor, at: datetime | None = None) -> list[listing.Entry]:
    """What readers of the language read most in the last weeks; else its questions."""
    slugs = _most_read(locale, at or timezone.now())
    visible = HelpPage.objects.visible_to(actor)
    if slugs:
        read = visible.filter(family__slug__in=slugs).exclude(family__kind=Kind.TOPIC)
        found = {one.slug: one for one in listing.entries(read.best_for(locale), locale)}
        return [found[slug] for slug in slugs if slug in found][:POPULAR]
    questions = visible.filter(family__kind=Kind.FAQ).in_locale(locale).order_by("path")
    return listing.entries(questions[:POPULAR], locale)


def _most_read(locale: str, at: datetime) -> list[str]:
    """The ids read most. Kept for a while: they change slowly and cost a look at every step."""

    def count() -> list[str]:
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
        return [row["family"] for row in ranked[: POPULAR * 3]]

    slugs = caches["pages"].get_or_set(f"popular:{locale}", count, _POPULAR_KEPT)
    return list(slugs or ())


def in_no_topic(
    locale: str, actor: Actor, *, without: Iterable[listing.Entry]
) -> list[listing.Entry]:
    """What lies in no topic, and would be nowhere on the page but for this; one query."""
    shown = {entry.slug for entry in without}
    found = listing.without_topic(locale, actor, at_most=OTHERS + len(shown))
    return [entry for entry in found if entry.slug not in shown][:OTHERS]


def takes_questions(locale: str) -> bool:
    """Whether the community can be asked in a language; one query."""
    return bool(Category.objects.for_locale(locale))


def latest_threads(locale: str) -> list[Thread]:
    """The community's latest questions in a language."""
    return list(Thread.objects.searchable().in_locale(locale).latest_first()[:THREADS])
