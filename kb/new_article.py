"""A new article whose title is known already: Wagtail's own form, filled in.

The form sends what is written to Wagtail's own address, so nothing else differs.
"""

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.views.pages.create import CreateView

from kb.models import ArticleIndexPage, ArticlePage
from portal.text import clean_text

NAME = "kb_new_article"
_LONGEST = ArticlePage._meta.get_field("title").max_length


class NewArticleView(CreateView):
    """The form of an article below this page, with the title of the address."""

    http_method_names: ClassVar[list[str]] = ["get", "head"]

    def dispatch(self, request: HttpRequest, parent: int) -> Any:
        return super().dispatch(request, "kb", "articlepage", parent)

    def get(self, request: HttpRequest) -> Any:
        self.page.title = _one_line(request.GET.get("title", ""))
        return super().get(request)


def offered(account: Any, locale: str) -> Callable[[str], str] | None:
    """Where this person writes an article in a language, by its title; None if they may not."""
    parent = ArticleIndexPage.objects.filter(locale__language_code=locale).first()
    if parent is None or not parent.permissions_for_user(account).can_add_subpage():
        return None
    return partial(address, parent)


def address(parent: ArticleIndexPage, title: str) -> str:
    """Where an article of this title is written below a page."""
    query = urlencode({"title": line}) if (line := _one_line(title)) else ""
    return f"{reverse(NAME, args=[parent.pk])}?{query}".rstrip("?")


def _one_line(text: str) -> str:
    return " ".join(clean_text(text).split())[:_LONGEST].rstrip()
