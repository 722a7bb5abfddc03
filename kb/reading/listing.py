"""Lists of help texts: each family once, in the reader's language or its best fallback."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet, Value

from kb.links import article_url
from kb.models import Family, HelpPage, Kind, Membership
from kb.querysets import Reader
from kb.reading.resolving import best_language
from portal import locales


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
    place: int = 0

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
    """A topic with the first of its members."""

    topic: Entry
    members: tuple[Entry, ...]
    hidden: int


def entries(pages: QuerySet[HelpPage], locale: str) -> dict[int, Entry]:
    """The best page of each family, by family; one query. Pages may be annotated with a place."""
    if "place" not in pages.query.annotations:
        pages = pages.annotate(place=Value(0))
    rows = (
        pages.filter(
            Q(locale__language_code__in=locales.fallback_chain(locale))
            | Q(locale=F("family__source_locale"))
        )
        .order_by()
        .values_list(
            *("family_id", "family__slug", "family__kind", "title", "summary", "place"),
            *("locale__language_code", "family__source_locale__language_code"),
        )
    )
    by_family: dict[int, dict[str, Entry]] = defaultdict(dict)
    sources: dict[int, str] = {}
    for family_id, slug, kind, title, summary, place, code, source in rows:
        sources[family_id] = source
        by_family[family_id][code] = Entry(
            family_id, slug, kind, title, summary, code, code != locale, place
        )
    best = ((pk, best_language(found, locale, sources[pk])) for pk, found in by_family.items())
    return {pk: by_family[pk][code] for pk, code in best if code}


def crumbs(family: Family, locale: str, user: Reader) -> list[Entry]:
    """The family's first topic that the reader may see; one query."""
    topics = (
        HelpPage.objects.visible_to(user)
        .filter(family__member_links__member=family)
        .annotate(place=F("family__member_links__position"))
    )
    return sorted(entries(topics, locale).values(), key=lambda entry: entry.place)[:1]


def members(topic: Family, locale: str, user: Reader) -> list[Entry]:
    """A topic's sub-topics, then its other members, in its order; one query."""
    pages = (
        HelpPage.objects.visible_to(user)
        .filter(family__topic_links__topic=topic)
        .annotate(place=F("family__topic_links__place"))
    )
    return sorted(entries(pages, locale).values(), key=_as_listed)


def _as_listed(entry: Entry) -> tuple[bool, int, str]:
    return (entry.kind != Kind.TOPIC, entry.place, entry.title.casefold())


def sections(locale: str, user: Reader, *, at_most: int) -> list[Section]:
    """The topics that lie in no other, each with its first members; three queries."""
    visible = HelpPage.objects.visible_to(user)
    tops = Family.objects.filter(kind=Kind.TOPIC, topic_links=None)
    topics = entries(visible.filter(family__in=tops), locale)
    links = _links(topics)
    found = entries(visible.filter(family__topic_links__topic__in=topics), locale)
    return [
        _section(
            topic, [found[member] for member in links[topic.family_id] if member in found], at_most
        )
        for topic in sorted(topics.values(), key=lambda topic: topic.title.casefold())
    ]


def _links(topics: Iterable[int]) -> dict[int, list[int]]:
    links: dict[int, list[int]] = defaultdict(list)
    rows = Membership.objects.filter(topic__in=list(topics)).order_by("place", "pk")
    for topic_id, member_id in rows.values_list("topic_id", "member_id"):
        links[topic_id].append(member_id)
    return links


def _section(topic: Entry, found: list[Entry], at_most: int) -> Section:
    topics_first = sorted(found, key=lambda entry: entry.kind != Kind.TOPIC)
    return Section(topic, tuple(topics_first[:at_most]), max(0, len(found) - at_most))


def without_topic(locale: str, user: Reader, *, at_most: int) -> list[Entry]:
    """What lies in no topic, by title; one query."""
    alone = Family.objects.exclude(kind=Kind.TOPIC).filter(topic_links=None)
    found = entries(HelpPage.objects.visible_to(user).filter(family__in=alone), locale)
    return sorted(found.values(), key=lambda entry: entry.title.casefold())[:at_most]


def neighbours(family: Family, locale: str, user: Reader) -> list[Entry]:
    """What else is in the family's topics, topics aside; one query."""
    topics = Membership.objects.filter(member=family).values("topic")
    beside = (
        Family.objects.filter(topic_links__topic__in=topics)
        .exclude(pk=family.pk)
        .exclude(kind=Kind.TOPIC)
    )
    found = entries(HelpPage.objects.visible_to(user).filter(family__in=beside), locale)
    return sorted(found.values(), key=_as_listed)
