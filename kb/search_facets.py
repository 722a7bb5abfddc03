"""The topics, products and markets by which a reader can narrow what search finds."""

import json
from collections.abc import Iterator

from django.db.models import CharField, Exists, F, OuterRef, QuerySet, TextField, Value
from django.db.models.functions import Cast

from kb import markets
from kb.models import HelpPage, Kind
from portal import locales
from portal.actors import Actor
from search.facets import Choice

type Row = tuple[str, str, str, str]


class HelpFacets:
    """What the help texts that a reader may see belong to."""

    def choices(self, reader: Actor, locale: str) -> Iterator[Choice]:
        """Topics with members, products and markets with texts; one query."""
        chain = locales.fallback_chain(locale)
        pages = HelpPage.objects.visible_to(reader).filter(locale__language_code__in=chain)
        rows = list(_topics(pages).union(_products(pages), _markets(pages)))
        # The reader's own language last, so that its title is the one that stays.
        topics = {
            value: name
            for facet, value, name, code in sorted(rows, key=lambda row: -_place(chain, row[3]))
            if facet == "topic"
        }
        yield from (Choice("topic", value, name) for value, name in topics.items())
        for facet, value, name, _code in rows:
            if facet == "product":
                yield Choice("product", value, name)
            elif facet == "market":
                for market in json.loads(value):
                    yield Choice("market", market, markets.name(market, locale))


def _place(chain: tuple[str, ...], code: str) -> int:
    return chain.index(code) if code in chain else 0


def _topics(pages: QuerySet[HelpPage]) -> QuerySet[HelpPage, Row]:
    members = pages.filter(family__topic_links__topic=OuterRef("family"))
    return _rows(
        pages.filter(Exists(members), family__kind=Kind.TOPIC),
        *("topic", "family__slug", "title", "locale__language_code"),
    )


def _products(pages: QuerySet[HelpPage]) -> QuerySet[HelpPage, Row]:
    about_some = pages.filter(family__products__isnull=False)
    return _rows(about_some, "product", "family__products__slug", "family__products__name")


def _markets(pages: QuerySet[HelpPage]) -> QuerySet[HelpPage, Row]:
    return _rows(pages.exclude(family__markets=[]), "market", "family__markets")


def _rows(
    pages: QuerySet[HelpPage], facet: str, value: str, name: str = "", code: str = ""
) -> QuerySet[HelpPage, Row]:
    empty = Value("", output_field=TextField())
    rows = pages.order_by().annotate(
        facet=Value(facet, output_field=CharField()),
        value=Cast(F(value), TextField()),
        name=Cast(F(name), TextField()) if name else empty,
        code=Cast(F(code), TextField()) if code else empty,
    )
    found: QuerySet[HelpPage, Row] = rows.values_list("facet", "value", "name", "code").distinct()
    return found
