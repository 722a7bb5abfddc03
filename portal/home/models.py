"""The front page of each language: the root of its page tree."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from wagtail.models import Page

from kb.models.addresses import OwnAddress
from kb.models.translating import InTheTree
from portal.home.context import front_url
from portal.home.hero_model import Hero

__all__ = ["Hero", "HomePage"]


class HomePage(InTheTree, OwnAddress, Page):
    """A language's front page. Its slug is the language's code; what it shows is put together."""

    stays = True
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        *("kb.ArticleIndexPage", "kb.FaqIndexPage", "kb.TopicIndexPage"),
        "kb.SnippetIndexPage",
        "legal.LegalPage",
    ]
    preview_modes: list[tuple[str, str]] = []

    def own_address(self) -> str:
        return front_url(self.slug)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return HttpResponseRedirect(front_url(self.slug))
