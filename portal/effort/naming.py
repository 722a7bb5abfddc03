"""What the values of dimensions are called in the reader's language, and where they are mended."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

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
type _Namer = Callable[[Collection[str], Actor], Names]


def names(kind: str, values: Collection[str], actor: Actor) -> Names:
    """The names of some values of a dimension: always the same few queries."""
    found = _NAMERS[kind]([value for value in values if value], actor) if any(values) else {}
    return {value: found.get(value) or Named(value or _unsaid()) for value in values}


def all_of(kind: str, actor: Actor) -> list[tuple[str, str]]:
    """Every topic, product or market that there is, with its name, by name."""
    found = names(kind, list(_ALL[kind]()), actor)
    named = [(value, one.text) for value, one in found.items()]
    return sorted(named, key=lambda one: (one[1].casefold(), one[0]))


def _unsaid() -> str:
    return pgettext("topic, product or market", "not said")


def _texts(slugs: Collection[str], actor: Actor) -> Names:
    """Articles and topics by their titles, in the reader's language where there is one.

    They lead to the editor, or to what readers see where somebody may not edit it.
    """
    rows = HelpPage.objects.filter(family__slug__in=slugs).select_related("family", "locale")
    may_edit = editable([page.pk for page in rows], actor)
    found: dict[str, HelpPage] = {}
    for page in sorted(rows, key=lambda page: (_rank(page, actor), page.pk)):
        found.setdefault(page.family.slug, page)
    return {slug: _named(slug, page, page.pk in may_edit) for slug, page in found.items()}


def editable(pages: Collection[int], actor: Actor) -> set[int]:
    """Those of some pages, by their numbers, that somebody may edit."""
    theirs = page_permission_policy.instances_user_has_permission_for(actor.user, "change")
    return set(theirs.filter(pk__in=pages).values_list("pk", flat=True))


def _rank(page: HelpPage, actor: Actor) -> int:
    """Its place: the reader's language, the language it was written in, another one."""
    if page.locale.language_code == actor.language:
        return 0
    return 1 if page.locale_id == page.family.source_locale_id else 2


def _named(slug: str, page: HelpPage, may_edit: bool) -> Named:
    address = ""
    if may_edit:
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    elif page.live:
        address = article_url(slug, page.locale.language_code)
    return Named(page.title, page.locale.language_code, address)


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
_ALL: Mapping[str, Callable[[], Iterable[str]]] = {
    "topic": lambda: Family.objects.filter(kind=Kind.TOPIC).values_list("slug", flat=True),
    "product": lambda: Product.objects.values_list("slug", flat=True),
    "market": lambda: support.current().markets,
}
