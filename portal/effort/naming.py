"""What the values of dimensions are called in the reader's language, and where they are mended."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import pgettext
from wagtail.permissions import page_permission_policy

from kb.links import article_url
from kb.models import Family, HelpPage, Kind, Product
from portal import cldr, locales, markets
from portal.actors import Actor
from portal.support import reading as support


@dataclass(frozen=True, slots=True)
class Named:
    """A name, the language that it is in ("" if it is in none), and an address ("" for none)."""

    text: str
    locale: str = ""
    address: str = ""


type Names = Mapping[str, Named]
type Value = tuple[str, str]
"""A dimension, and a value of it."""
type _Namer = Callable[[Collection[str], Actor], Names]


def names(kind: str, values: Collection[str], actor: Actor) -> Names:
    """The names of some values of a dimension: always the same few queries."""
    return _called(_NAMERS[kind], values, actor)


def names_of(values: Collection[Value], actor: Actor) -> Mapping[Value, Named]:
    """The same of some values of several dimensions: texts of whatever kind are read at once."""
    by_namer: dict[_Namer, set[str]] = defaultdict(set)
    for kind, value in values:
        by_namer[_NAMERS[kind]].add(value)
    found = {namer: _called(namer, own, actor) for namer, own in by_namer.items()}
    return {(kind, value): found[_NAMERS[kind]][value] for kind, value in values}


def _called(namer: _Namer, values: Collection[str], actor: Actor) -> Names:
    found = namer([value for value in values if value], actor) if any(values) else {}
    return {value: found.get(value) or Named(value or _unsaid()) for value in values}


def all_of(kind: str, actor: Actor) -> list[tuple[str, str]]:
    """Every topic, product or market that there is, with its name, by name."""
    return sorted(_ALL[kind](actor), key=lambda one: (one[1].casefold(), one[0]))


def _unsaid() -> str:
    return pgettext("topic, product or market", "not said")


def _texts(slugs: Collection[str], actor: Actor) -> Names:
    """Articles and topics by their titles, in the reader's language where there is one.

    They lead to the editor, or to what readers see where somebody may not edit it.
    """
    found = _pages(HelpPage.objects.filter(family__slug__in=slugs), actor)
    may_edit = editable([page.pk for page in found.values()], actor)
    return {slug: _named(slug, page, page.pk in may_edit) for slug, page in found.items()}


class _Titled(NamedTuple):
    """A text, by its place among those of its family: the first is the one that is named."""

    place: int
    pk: int
    title: str
    live: bool
    code: str


def _pages(pages: QuerySet[HelpPage], actor: Actor) -> dict[str, _Titled]:
    """By family, the page in the reader's language, that of its source, or another one.

    Without a row of theirs: they are many, and stand above each page.
    """
    of_family = ("family__slug", "family__source_locale", "locale")
    fields = ("pk", "title", "live", "locale__language_code")
    found: dict[str, _Titled] = {}
    for slug, source, locale, *page in pages.order_by().values_list(*of_family, *fields):
        place = 0 if page[-1] == actor.language else 1 if locale == source else 2
        own = _Titled(place, *page)
        found[slug] = min(found.get(slug, own), own)
    return found


def editable(pages: Collection[int], actor: Actor) -> set[int]:
    """Those of some pages, by their numbers, that somebody may edit."""
    theirs = page_permission_policy.instances_user_has_permission_for(actor.user, "change")
    return set(theirs.filter(pk__in=pages).values_list("pk", flat=True))


def _named(slug: str, page: _Titled, may_edit: bool) -> Named:
    address = ""
    if may_edit:
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    elif page.live:
        address = article_url(slug, page.code)
    return Named(page.title, page.code, address)


def _topics(actor: Actor) -> Iterable[tuple[str, str]]:
    """All of them, as `_texts` calls them."""
    topics = Family.objects.filter(kind=Kind.TOPIC)
    named = {slug: slug for slug in topics.values_list("slug", flat=True)}
    pages = _pages(HelpPage.objects.filter(family__kind=Kind.TOPIC), actor)
    return (named | {slug: page.title for slug, page in pages.items()}).items()


def _products(slugs: Collection[str], actor: Actor) -> Names:
    rows = Product.objects.filter(slug__in=slugs)
    return {slug: Named(name) for slug, name in rows.values_list("slug", "name")}


def _markets(codes: Collection[str], actor: Actor) -> Names:
    return {code: Named(markets.name(code, actor.language)) for code in codes}


def _languages(codes: Collection[str], actor: Actor) -> Names:
    known = locales.codes()
    return {code: Named(capfirst(cldr.language(code))) for code in codes if code in known}


def _queries(texts: Collection[str], actor: Actor) -> Names:
    return {text: Named(text, address=reverse("content_gaps")) for text in texts}


_NAMERS: Mapping[str, _Namer] = {
    "locale": _languages,
    "topic": _texts,
    "family": _texts,
    "product": _products,
    "market": _markets,
    "query": _queries,
}
_ALL: Mapping[str, Callable[[Actor], Iterable[tuple[str, str]]]] = {
    "topic": _topics,
    "product": lambda _actor: Product.objects.values_list("slug", "name"),
    "market": lambda actor: (
        (code, markets.name(code, actor.language)) for code in support.current().markets
    ),
}
