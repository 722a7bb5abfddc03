"""What a front page shows: topics, what is read most, and the community's latest questions.

Each list is one query or two, however much there is. Texts come in the reader's language or the
first of its fallbacks that has them, and say which.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import caches
from django.db.models import Count, Exists, OuterRef
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from community.forum.models import Thread
from kb.models import HelpPage, Kind, Membership
from kb.querysets import HelpPageQuerySet, Reader
from portal import locales
from portal.journal.models import Step, StepKind

TOPICS = 12
MEMBERS_SHOWN = 4
POPULAR = 6
THREADS = 5
POPULAR_DAYS = 28
_POPULAR_KEPT = 600  # seconds
_FIELDS = ("family_id", "family__slug", "family__kind", "title", "summary", "path")


@dataclass(frozen=True, slots=True)
class Item:
    """A text to link to."""

    family_id: int
    slug: str
    kind: str
    title: str
    summary: str
    locale: str
    foreign: str  # its language, if that is not the reader's

    @property
    def url(self) -> str:
        try:
            return reverse("kb:read", args=[self.slug])
        except NoReverseMatch:
            return ""


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic with the first of what belongs to it."""

    page: Item
    members: tuple[Item, ...]
    count: int


def topics(locale: str, reader: Reader) -> list[Topic]:
    """The topics that lie in no other, in the order editors gave them."""
    within = Membership.objects.filter(member=OuterRef("family"))
    pages = HelpPage.objects.filter(~Exists(within), family__kind=Kind.TOPIC)
    roots = _best(pages, locale, reader)[:TOPICS]
    links = list(
        Membership.objects.filter(topic__in=[root.family_id for root in roots])
        .order_by("place", "pk")
        .values_list("topic_id", "member_id")
    )
    members = _members([root.family_id for root in roots], locale, reader)
    below: dict[int, list[Item]] = defaultdict(list)
    for topic_id, member_id in links:
        if member_id in members:
            below[topic_id].append(members[member_id])
    return [
        Topic(root, tuple(below[root.family_id][:MEMBERS_SHOWN]), len(below[root.family_id]))
        for root in roots
    ]


def _members(topic_ids: Sequence[int], locale: str, reader: Reader) -> dict[int, Item]:
    inside = Membership.objects.filter(topic__in=topic_ids, member=OuterRef("family"))
    found = _best(HelpPage.objects.filter(Exists(inside)), locale, reader)
    return {item.family_id: item for item in found}


def popular(locale: str, reader: Reader, at: datetime | None = None) -> list[Item]:
    """What readers of the language read most in the last weeks; else its questions."""
    slugs = _most_read(locale, at or timezone.now())
    if slugs:
        found = {
            item.slug: item
            for item in _best(HelpPage.objects.filter(family__slug__in=slugs), locale, reader)
            if item.kind != Kind.TOPIC
        }
        return [found[slug] for slug in slugs if slug in found][:POPULAR]
    questions = HelpPage.objects.filter(family__kind=Kind.FAQ).in_locale(locale)
    return _best(questions.order_by("path"), locale, reader, most=POPULAR)


def _most_read(locale: str, at: datetime) -> list[str]:
    """The ids read most. Kept for a while: they change slowly and cost a look at every step."""

    def count() -> list[str]:
        reads = Step.objects.filter(
            day__gte=(at - timedelta(days=POPULAR_DAYS)).date(),
            kind=StepKind.READ,
            reader_locale=locale,
        ).exclude(family="")
        ranked = reads.values("family").annotate(times=Count("pk")).order_by("-times", "family")
        return [row["family"] for row in ranked[: POPULAR * 3]]

    slugs = caches["pages"].get_or_set(f"popular:{locale}", count, _POPULAR_KEPT)
    return list(slugs or ())


def latest_threads(locale: str) -> list[Thread]:
    """The community's latest questions in a language."""
    return list(Thread.objects.searchable().in_locale(locale).latest_first()[:THREADS])


def _best(
    pages: HelpPageQuerySet, locale: str, reader: Reader, *, most: int | None = None
) -> list[Item]:
    """One page of each family: the reader's language, else the first fallback that has it."""
    chain = locales.fallback_chain(locale)
    rows = (
        pages.visible_to(reader)
        .filter(locale__language_code__in=chain)
        .values_list(*_FIELDS, "locale__language_code", named=True)[:most]
    )
    ranked = sorted(rows, key=lambda row: (chain.index(row.locale__language_code), row.path))
    best: dict[int, Item] = {}
    for row in ranked:
        code = row.locale__language_code
        best.setdefault(
            row.family_id,
            Item(
                family_id=row.family_id,
                slug=row.family__slug,
                kind=row.family__kind,
                title=row.title,
                summary=row.summary,
                locale=code,
                foreign="" if code == locale else code,
            ),
        )
    return list(best.values())
