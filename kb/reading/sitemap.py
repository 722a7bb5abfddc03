"""What search engines are told of articles, questions and topics."""

from datetime import datetime

from django.db.models import OuterRef, QuerySet, StringAgg, Subquery, Value

from kb.models import HelpPage
from kb.reading.resolving import address, default_among
from portal import locales
from portal.actors import Actor
from portal.crawlers.sitemaps import LanguageSitemap, SitemapEntry

type Row = tuple[str, datetime | None, str, str]
"""A family's id, when the page was published, its languages and its first one."""


class Articles(LanguageSitemap[Row]):
    """The texts that strangers read in a language and that truly are in it."""

    def items(self) -> QuerySet[HelpPage, Row]:
        readable = HelpPage.objects.visible_to(Actor(language=self.code)).order_by()
        codes = StringAgg("locale__language_code", Value(" "))
        of_family = readable.filter(family=OuterRef("family")).values("family")
        found: QuerySet[HelpPage, Row] = (
            readable.in_locale(self.code)
            .annotate(codes=Subquery(of_family.annotate(codes=codes).values("codes")))
            .order_by("family")
            .values_list(
                *("family__slug", "last_published_at", "codes"),
                "family__source_locale__language_code",
            )
        )
        return found

    def entry(self, row: Row) -> SitemapEntry:
        slug, changed, joined, source = row
        present = set(joined.split())
        codes = [code for code in locales.codes() if code in present]
        default = default_among(codes, source)
        return SitemapEntry(
            address(slug, self.code),
            changed,
            languages={code: address(slug, code) for code in codes},
            default=address(slug, default),
        )
