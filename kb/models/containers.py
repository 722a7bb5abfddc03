"""The four containers below a language's front page. They hold flat pages and are not read."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from kb.models.addresses import OwnAddress
from kb.models.translating import InTheTree


class Container(InTheTree, OwnAddress, Page):
    """What the containers have in common."""

    # kb.tree makes them; nobody does by hand.
    is_creatable = False
    max_count_per_parent = 1
    stays = True

    class Meta:
        abstract = True

    def own_address(self) -> str:
        return reverse("kb:index")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return HttpResponseRedirect(self.url or "/")


class ArticleIndexPage(Container):
    """Holds a language's articles."""

    subpage_types = ["kb.ArticlePage"]

    class Meta:
        verbose_name = _("articles")


class FaqIndexPage(Container):
    """Holds a language's FAQ entries."""

    subpage_types = ["kb.FaqPage"]

    class Meta:
        verbose_name = _("questions and answers")


class TopicIndexPage(Container):
    """Holds a language's topics."""

    subpage_types = ["kb.TopicPage"]

    class Meta:
        verbose_name = _("topics")


class SnippetIndexPage(Container):
    """Holds a language's snippets."""

    subpage_types = ["kb.SnippetPage"]

    class Meta:
        verbose_name = _("snippets")
