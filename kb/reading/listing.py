"""Lists of help texts: each family once, in the reader's language or its best fallback.

What is for another market than the reader's comes last in each of them. Which families stand in a
list, in which order and from where to where, the database says; only the texts of those that are
shown are read.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.core.paginator import Page, Paginator
from django.db.models import (
    BigIntegerField,
    Case,
    Count,
    Exists,
    F,
    Min,
    OuterRef,
    QuerySet,
    When,
    Window,
)
from django.db.models.functions import RowNumber

from kb.links import article_url
from kb.models import Currency, Family, HelpPage, Kind, Membership
from kb.querysets import HelpPageQuerySet, by_market, is_named, is_said
from kb.reading.prepared import OfReaders
from kb.reading.resolving import ResolvedPage
from portal import markets
from portal.actors import Actor
from portal.prepared import Later

FIELDS = (
    *("family_id", "family__slug", "family__kind", "title", "summary"),
    *("locale__language_code", is_said(Currency.OUTDATED), "pk"),
    "family__markets",
)
# A topic's sub-topics, then its other members, in the order editors gave them.
_IN_TOPIC = (
    Case(When(kind=Kind.TOPIC, then=0), default=1),
    F("topic_links__place"),
    F("topic_links__pk"),
)


@dataclass(frozen=True, slots=True)
class ListedFamily:
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

    topic: ListedFamily
    members: tuple[ListedFamily, ...]
    total: int

    @property
    def hidden(self) -> int:
        """How many members are not among the first."""
        return self.total - len(self.members)


class Pages(Paginator[Any]):
    """A list of families over pages, as what a reader is shown of them; three queries a page."""

    def __init__(self, families: QuerySet[Family], locale: str, actor: Actor, size: int) -> None:
        super().__init__(families, size)
        self._reader = locale, actor

    def page(self, number: int | str) -> Page[Any]:
        """One of them; raises InvalidPage where there is none such."""
        found = super().page(number)
        shown = cast("QuerySet[Family]", found.object_list)
        found.object_list = _listed(shown, *self._reader)
        return found


def entries(pages: QuerySet[HelpPage], locale: str) -> list[ListedFamily]:
    """Some of the best pages as a list, in their order; one query."""
    return [entry(locale, *row) for row in pages.values_list(*FIELDS)]


def entry(
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
) -> ListedFamily:
    """A row of FIELDS as what a reader of a language is shown of it."""
    return ListedFamily(
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


def elsewhere_last(found: Iterable[ListedFamily], market: str) -> list[ListedFamily]:
    """A list in its order, but for what is for other markets than the reader's: that is last."""
    return sorted(found, key=lambda entry: markets.is_elsewhere(entry.markets, market))


def crumbs(family: Family, locale: str, actor: Actor) -> list[ListedFamily]:
    """The family's first topic that the reader may see; one query."""
    return [entry(locale, *row) for row in _ABOVE.rows(locale, actor, family=family.pk)]


def _above(pages: HelpPageQuerySet, locale: str) -> QuerySet[Any, Any]:
    """The best page of the first topic of a family."""
    link = "family__member_links"
    above = pages.filter(**{f"{link}__member": Later("family", BigIntegerField())})
    # Which is the best of each is not asked: it is the first of the first.
    known = above.with_preference(locale).filter(preference__isnull=False)
    first = known.order_by(f"{link}__position", f"{link}__pk", "preference")[:1]
    found: QuerySet[Any, Any] = first.values_list(*FIELDS)
    return found


_ABOVE = OfReaders(_above)


def members(topic: Family, locale: str, actor: Actor, *, size: int) -> Pages:
    """What is in a topic."""
    inside = _shown(Family.objects.filter(topic_links__topic=topic), locale, actor)
    ordered = inside.order_by(*by_market(actor.market, "markets"), *_IN_TOPIC)
    return Pages(ordered, locale, actor, size)


def topics(locale: str, actor: Actor, *, at_most: int | None = None) -> list[ListedFamily]:
    """The topics that lie in no other, in the order of the editors' pages; one query.

    Those in the reader's language come first: an order is that of the pages of one language.
    """
    tops = Family.objects.filter(kind=Kind.TOPIC, topic_links=None)
    best = HelpPage.objects.visible_to(actor).filter(family__in=tops).best_for(locale)
    found = entries(best.order_by("preference", "path"), locale)
    return elsewhere_last(found, actor.market)[:at_most]


def are_ordered(found: Sequence[ListedFamily], market: str) -> bool:
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
    locale: str, actor: Actor, *, members_shown: int, tops: Sequence[ListedFamily] | None = None
) -> list[Section]:
    """Topics, by default those that lie in no other, each with its first members; two queries."""
    if tops is None:
        tops = topics(locale, actor)
    topic = F("topic_links__topic")
    order: list[Case | F] = [*by_market(actor.market, "markets"), *_IN_TOPIC]
    members = Family.objects.filter(topic_links__topic__in=[top.family_id for top in tops])
    inside = (
        _shown(members, locale, actor)
        .annotate(
            topic=topic,
            number=Window(RowNumber(), partition_by=topic, order_by=order),
            total=Window(Count("pk"), partition_by=topic),
        )
        .filter(number__lte=members_shown)
        .order_by("number")
    )
    rows = list(inside.values_list("topic", "pk", "total"))
    found = _entries_of([pk for _topic, pk, _total in rows], locale, actor)
    first: dict[int, list[ListedFamily]] = defaultdict(list)
    totals: dict[int, int] = defaultdict(int)
    for topic_id, pk, total in rows:
        totals[topic_id] = total
        if pk in found:
            first[topic_id].append(found[pk])
    return [Section(top, tuple(first[top.family_id]), totals[top.family_id]) for top in tops]


def without_topic(locale: str, actor: Actor, *, size: int) -> Pages:
    """What lies in no topic, the latest first."""
    return Pages(_alone(locale, actor), locale, actor, size)


def latest_without_topic(locale: str, actor: Actor, *, at_most: int) -> list[ListedFamily]:
    """The first of these; two queries."""
    return _listed(_alone(locale, actor)[:at_most], locale, actor)


def neighbours(
    family: Family, locale: str, actor: Actor, *, at_most: int, without: Collection[str] = ()
) -> list[ListedFamily]:
    """What else is in the family's topics, topics aside, in the editors' order; two queries.

    What bears one of the ids `without` is left out.
    """
    beside = _beside(family, locale, actor).exclude(slug__in=without)
    ordered = beside.order_by(*by_market(actor.market, "markets"), "place", "pk")
    return _listed(ordered[:at_most], locale, actor)


def instead(reading: ResolvedPage, actor: Actor, *, at_most: int) -> list[ListedFamily]:
    """For a text that is for other markets: what its topics have for the reader's alone.

    Two queries, and none for a text that is for the reader's market.
    """
    if not reading.is_elsewhere:
        return []
    locale = reading.reader_locale
    beside = _beside(reading.family, locale, actor).filter(is_named(reading.market, "markets"))
    return _listed(beside.order_by("place", "pk")[:at_most], locale, actor)


def _beside(family: Family, locale: str, actor: Actor) -> QuerySet[Family]:
    """What else is in a family's topics, with its first `place` in them."""
    shared = Membership.objects.filter(member=family).values("topic")
    beside = Family.objects.exclude(pk=family.pk).exclude(kind=Kind.TOPIC)
    placed = beside.filter(topic_links__topic__in=shared).annotate(place=Min("topic_links__place"))
    return _shown(placed, locale, actor)


def _alone(locale: str, actor: Actor) -> QuerySet[Family]:
    """What lies in no topic, the latest first."""
    alone = Family.objects.exclude(kind=Kind.TOPIC).filter(topic_links=None)
    return _shown(alone, locale, actor).order_by(*by_market(actor.market, "markets"), "-pk")


def _shown(families: QuerySet[Family], locale: str, actor: Actor) -> QuerySet[Family]:
    """Of these, the ones that have something to show to this reader in this language."""
    pages = HelpPage.objects.visible_to(actor).with_preference(locale)
    return families.filter(Exists(pages.filter(family=OuterRef("pk"), preference__isnull=False)))


def _listed(families: QuerySet[Family], locale: str, actor: Actor) -> list[ListedFamily]:
    """Some families as what this reader is shown of them, in their order."""
    keys = list(families.values_list("pk", flat=True))
    found = _entries_of(keys, locale, actor)
    # One that was taken back in between is gone.
    return [found[key] for key in keys if key in found]


def _entries_of(keys: Iterable[int], locale: str, actor: Actor) -> dict[int, ListedFamily]:
    """What is shown of these families, by their keys; one query."""
    pages = HelpPage.objects.visible_to(actor).filter(family__in=keys).best_for(locale)
    return {entry.family_id: entry for entry in entries(pages.order_by(), locale)}
