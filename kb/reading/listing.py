"""Lists of help texts: each family once, in the reader's language or its best fallback.

What is for another market than the reader's comes last in each of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import (
    Case,
    Count,
    F,
    Min,
    Q,
    QuerySet,
    When,
    Window,
)
from django.db.models.functions import RowNumber

from kb.links import article_url
from kb.models import Currency, Family, HelpPage, Kind, Membership
from kb.querysets import by_market, is_said
from kb.reading.resolving import Reading
from portal import markets
from portal.actors import Actor

_FIELDS = (
    *("family_id", "family__slug", "family__kind", "title", "summary"),
    *("locale__language_code", is_said(Currency.OUTDATED), "pk"),
    "family__markets",
)
# A topic's sub-topics, then its other members, in the order editors gave them.
_IN_TOPIC = (
    Case(When(family__kind=Kind.TOPIC, then=0), default=1),
    F("family__topic_links__place"),
    F("family__topic_links__pk"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One family in a list."""

    family_id: int
    slug: str
    kind: str
    title: str
    summary: str
    locale: str
    is_fallback: bool
    is_outdated: bool = False
    page_id: int = 0
    markets: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        return article_url(self.slug)

    @property
    def lang(self) -> str:
        """The language to mark the text with; empty where it is the page's own."""
        return self.locale if self.is_fallback else ""

    @property
    def icon(self) -> str:
        return {Kind.FAQ: "question", Kind.TOPIC: "folder"}.get(Kind(self.kind), "article")


@dataclass(frozen=True, slots=True)
class Section:
    """A topic with the first of its members, and how many there are."""

    topic: Entry
    members: tuple[Entry, ...]
    total: int

    @property
    def hidden(self) -> int:
        """How many members are not among the first."""
        return self.total - len(self.members)


def entries(pages: QuerySet[HelpPage], locale: str) -> list[Entry]:
    """Some of the best pages as a list, in their order; one query."""
    return [_entry(locale, *row) for row in pages.values_list(*_FIELDS)]


def _entry(
    reader: str,
    family_id: int,
    slug: str,
    kind: str,
    title: str,
    summary: str,
    code: str,
    is_outdated: bool,
    pk: int,
    meant_for: list[str],
) -> Entry:
    return Entry(
        family_id=family_id,
        slug=slug,
        kind=kind,
        title=title,
        summary=summary,
        locale=code,
        is_fallback=code != reader,
        is_outdated=is_outdated,
        page_id=pk,
        markets=tuple(meant_for),
    )


def elsewhere_last(found: Iterable[Entry], market: str) -> list[Entry]:
    """A list in its order, but for what is for other markets than the reader's: that is last."""
    return sorted(found, key=lambda entry: markets.is_elsewhere(entry.markets, market))


def crumbs(family: Family, locale: str, actor: Actor) -> list[Entry]:
    """The family's first topic that the reader may see; one query."""
    above = HelpPage.objects.visible_to(actor).filter(family__member_links__member=family)
    best = above.best_for(locale).order_by("family__member_links__position")
    return entries(best[:1], locale)


def members(topic: Family, locale: str, actor: Actor) -> list[Entry]:
    """What is in a topic; one query."""
    inside = HelpPage.objects.visible_to(actor).filter(family__topic_links__topic=topic)
    found = entries(inside.best_for(locale).order_by(*_IN_TOPIC), locale)
    return elsewhere_last(found, actor.market)


def topics(locale: str, actor: Actor, *, at_most: int | None = None) -> list[Entry]:
    """The topics that lie in no other, in the order of the editors' pages; one query.

    Those in the reader's language come first: an order is that of the pages of one language.
    """
    tops = Family.objects.filter(kind=Kind.TOPIC, topic_links=None)
    best = HelpPage.objects.visible_to(actor).filter(family__in=tops).best_for(locale)
    found = entries(best.order_by("preference", "path"), locale)
    return elsewhere_last(found, actor.market)[:at_most]


def are_ordered(found: Sequence[Entry], market: str) -> bool:
    """Whether editors put these in an order, other than that in which the pages were made.

    Asked of those in the reader's language: an order is that of the pages of one language. What
    is for other markets has been taken out of it.
    """
    made = [
        entry.page_id
        for entry in found
        if not entry.is_fallback and not markets.is_elsewhere(entry.markets, market)
    ]
    return made != sorted(made)


def sections(
    locale: str, actor: Actor, *, members_shown: int, tops: Sequence[Entry] | None = None
) -> list[Section]:
    """Topics, by default those that lie in no other, each with its first members; one query."""
    if tops is None:
        tops = topics(locale, actor)
    topic = F("family__topic_links__topic")
    order: list[Case | F] = [*by_market(actor.market), *_IN_TOPIC]
    inside = (
        HelpPage.objects.visible_to(actor)
        .filter(family__topic_links__topic__in=[top.family_id for top in tops])
        .best_for(locale)
        .annotate(
            topic=topic,
            number=Window(RowNumber(), partition_by=topic, order_by=order),
            total=Window(Count("pk"), partition_by=topic),
        )
        .filter(number__lte=members_shown)
        .order_by("number")
    )
    first: dict[int, list[Entry]] = defaultdict(list)
    totals: dict[int, int] = defaultdict(int)
    for topic_id, total, *row in inside.values_list("topic", "total", *_FIELDS):
        first[topic_id].append(_entry(locale, *row))
        totals[topic_id] = total
    return [Section(top, tuple(first[top.family_id]), totals[top.family_id]) for top in tops]


def without_topic(locale: str, actor: Actor, *, at_most: int | None = None) -> list[Entry]:
    """What lies in no topic, by title; one query."""
    alone = Family.objects.exclude(kind=Kind.TOPIC).filter(topic_links=None)
    found = HelpPage.objects.visible_to(actor).filter(family__in=alone)
    by_title = _by_title(found.best_for(locale), locale)
    return elsewhere_last(by_title, actor.market)[:at_most]


def neighbours(family: Family, locale: str, actor: Actor) -> list[Entry]:
    """What else is in the family's topics, topics aside, in the editors' order; one query."""
    shared = Membership.objects.filter(member=family).values("topic")
    beside = (
        Family.objects.filter(topic_links__topic__in=shared)
        .exclude(pk=family.pk)
        .exclude(kind=Kind.TOPIC)
    )
    found = HelpPage.objects.visible_to(actor).filter(family__in=beside).best_for(locale)
    ordered = found.annotate(
        place=Min("family__topic_links__place", filter=Q(family__topic_links__topic__in=shared))
    )
    found_in_order = entries(ordered.order_by("place", "path"), locale)
    return elsewhere_last(found_in_order, actor.market)


def instead(reading: Reading, actor: Actor, *, at_most: int) -> list[Entry]:
    """For a text that is for other markets: what its topics have for the reader's alone.

    One query, and none for a text that is for the reader's market.
    """
    if not reading.is_elsewhere:
        return []
    beside = neighbours(reading.family, reading.reader_locale, actor)
    return [entry for entry in beside if reading.market in entry.markets][:at_most]


def _by_title(pages: QuerySet[HelpPage], locale: str) -> list[Entry]:
    return sorted(entries(pages.order_by(), locale), key=lambda entry: entry.title.casefold())
