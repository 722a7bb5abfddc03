"""The list of all sitemaps, and the one of those pages that every site has."""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from community.forum.sitemap import Questions
from kb.reading.sitemap import Articles
from portal import locales
from portal.addresses import absolute
from portal.caching.areas import Area
from portal.caching.pages import public_page
from portal.caching.queries import page_number
from portal.crawlers.sitemaps import LanguageSitemap, SitemapEntry
from portal.crawlers.views import respond
from portal.home.context import language_links
from portal.legal.models import LegalKind
from portal.legal.reading import links


class Places(LanguageSitemap[str]):
    """The routes of a language that stand whatever has been written, by name."""

    def items(self) -> Sequence[str]:
        legal = {link.url for link in links(self.code) if not link.lang}
        routes = [f"legal:{kind}" for kind in LegalKind.values]
        kept = [route for route in routes if _paths(route)[self.code] in legal]
        always = ("home:front", "kb:index", "community:index", "handover:contact")
        return [*always, *kept]

    def entry(self, row: str) -> SitemapEntry:
        paths = _paths(row)
        if row.startswith("legal:"):
            return SitemapEntry(paths[self.code])
        return SitemapEntry(paths[self.code], languages=paths, default=paths[locales.DEFAULT])


_ALL: dict[str, Callable[[str], LanguageSitemap[Any]]] = {
    "home:sitemap": Places,
    "kb:sitemap": Articles,
    "community:sitemap": Questions,
}


@public_page(Area.SITE, allowed_query={"p": page_number})
def sitemap(request: HttpRequest) -> HttpResponse:
    """The pages of a language that stand whatever has been written."""
    return respond(request, Places(locales.in_force()))


@public_page(Area.HELP, Area.COMMUNITY)
def index(request: HttpRequest) -> HttpResponse:
    """The addresses of all sitemaps, page by page."""
    found = [
        {"location": absolute(path if number == 1 else f"{path}?p={number}")}
        for route, sitemap in _ALL.items()
        for code, path in _paths(route).items()
        for number in sitemap(code).paginator.page_range
    ]
    return TemplateResponse(
        request, "sitemap_index.xml", {"sitemaps": found}, content_type="application/xml"
    )


def _paths(route: str) -> dict[str, str]:
    """The path of a route in each language."""
    return {link.locale.code: link.url for link in language_links(reverse(route))}
