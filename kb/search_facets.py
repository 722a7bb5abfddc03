"""The topics, products and markets by which a reader can narrow what search finds."""

import json
from collections.abc import Iterator

from django.db.models import CharField, Exists, F, OuterRef, QuerySet, TextField, Value
from django.db.models.functions import Cast

from kb.models import HelpPage, Kind
from kb.models.ids import present_id
from portal import locales, markets
from portal.actors import Actor
from search.queries.facets import Choice, Facet

type Row = tuple[Facet, str, str]


class HelpFacets:
    """What the help texts that a reader may see belong to."""

    def choices(self, reader: Actor, locale: str) -> Iterator[Choice]:
        """Topics with members, products and markets with texts; one query.

        Only texts count that a search in this language finds by their words.
        """
        visible = HelpPage.objects.visible_to(reader)
        found = visible.filter(locale__language_code__in=locales.fallback_chain(locale))
        topics = visible.filter(family__kind=Kind.TOPIC).best_for(locale)
        for facet, value, name in _topics(topics, found).union(_products(found), _markets(found)):
            if facet == "market":
                for market in json.loads(value):
                    yield Choice("market", market, markets.name(market, locale))
            else:
                yield Choice(facet, value, name)

    def present(self, facet: Facet, value: str) -> str:
        """What a topic is called now that had this id before."""
        return present_id(value) or "" if facet == "topic" else ""


def _topics(topics: QuerySet[HelpPage], found: QuerySet[HelpPage]) -> QuerySet[HelpPage, Row]:
    members = found.filter(family__topic_links__topic=OuterRef("family"))
    return _rows(topics.filter(Exists(members)), "topic", "family__slug", "title")


def _products(pages: QuerySet[HelpPage]) -> QuerySet[HelpPage, Row]:
    about_some = pages.filter(family__products__isnull=False)
    return _rows(about_some, "product", "family__products__slug", "family__products__name")


def _markets(pages: QuerySet[HelpPage]) -> QuerySet[HelpPage, Row]:
    return _rows(pages.exclude(family__markets=[]), "market", "family__markets")


def _rows(
    pages: QuerySet[HelpPage], facet: Facet, value: str, name: str = ""
) -> QuerySet[HelpPage, Row]:
    rows = pages.order_by().annotate(
        facet=Value(facet, output_field=CharField()),
        value=Cast(F(value), TextField()),
        name=Cast(F(name) if name else Value(""), TextField()),
    )
    found: QuerySet[HelpPage, Row] = rows.values_list("facet", "value", "name").distinct()
    return found
