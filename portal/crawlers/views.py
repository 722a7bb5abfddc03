"""Answering with a sitemap."""

from typing import Any

from django.contrib.sitemaps.views import sitemap as answer_sitemap
from django.http import HttpRequest, HttpResponse

from portal.crawlers.sitemaps import LanguageSitemap


def respond(request: HttpRequest, sitemap: LanguageSitemap[Any]) -> HttpResponse:
    """A page of a sitemap; raises Http404 for one that there is not."""
    return answer_sitemap(request, {"": sitemap}, section="")
