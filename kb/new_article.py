"""A new article whose title is known already: Wagtail's own form, filled in.

The form sends what is written to Wagtail's own address, so nothing else differs.
"""

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


def address(parent: ArticleIndexPage, title: str) -> str:
    """Where an article of this title is written below a page."""
    return f"{reverse(NAME, args=[parent.pk])}?{urlencode({'title': _one_line(title)})}"


def _one_line(text: str) -> str:
    return " ".join(clean_text(text).split())[:_LONGEST].rstrip()
