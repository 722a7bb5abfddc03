"""A new article whose title and keywords are known already: Wagtail's own form, filled in.

The form sends what is written to Wagtail's own address, so nothing else differs.
"""

from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.contrib.contenttypes.models import ContentType
from django.db.models import F
from django.http import HttpRequest
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe
from wagtail.admin.views.pages.create import CreateView
from wagtail.models import Page

from kb.models import ArticleIndexPage, ArticlePage, Container, SnippetIndexPage
from portal.text import clean_line

NAME = "kb_new_article"
_LONGEST = {name: ArticlePage._meta.get_field(name).max_length for name in ("title", "keywords")}


# Before Wagtail's hooks are asked: what is sent to a form of a new page is theirs.
@method_decorator(require_safe, name="dispatch")
class NewArticleView(CreateView):
    """The form of an article below this page, with the title and keywords of the address."""

    def dispatch(self, request: HttpRequest, parent: int) -> Any:
        return super().dispatch(request, "kb", "articlepage", parent)

    def get(self, request: HttpRequest) -> Any:
        for name in _LONGEST:
            setattr(self.page, name, _one_line(name, request.GET.get(name, "")))
        return super().get(request)


def offered(account: Any, locale: str) -> Callable[..., str] | None:
    """Where this person writes an article in a language, by what `address` takes after the
    page; None if they may not."""
    return offered_in(account, [locale]).get(locale)


def offered_in(account: Any, locales: Collection[str]) -> Mapping[str, Callable[..., str]]:
    """The same by language, of those in which they may; one query."""
    open_to = _open_to(account, locales, ArticleIndexPage)
    return {locale: partial(address, parent) for (locale, _model), parent in open_to.items()}


def both_offered(account: Any, locale: str) -> tuple[str | None, str | None]:
    """Where this person begins an article and a snippet in a language; one query."""
    open_to = _open_to(account, [locale], ArticleIndexPage, SnippetIndexPage)
    article, snippet = (
        open_to.get((locale, model)) for model in (ArticleIndexPage, SnippetIndexPage)
    )
    return (
        address(article, "") if article else None,
        reverse("wagtailadmin_pages:add", args=["kb", "snippetpage", snippet.pk])
        if snippet
        else None,
    )


def _open_to(
    account: Any, locales: Collection[str], *models: type[Container]
) -> dict[tuple[str, type[Container]], Page]:
    """The containers of these languages and kinds that this person may write in; one query."""
    kinds = {ContentType.objects.get_for_model(model).pk: model for model in models}
    pages = Page.objects.filter(locale__language_code__in=locales, content_type__in=kinds)
    code = F("locale__language_code")
    return {
        (page.code, kinds[page.content_type_id]): page
        for page in pages.annotate(code=code).order_by("-path")
        if page.permissions_for_user(account).can_add_subpage()
    }


def address(parent: Page, title: str, keywords: str = "") -> str:
    """Where an article of this title is written below a page; keywords with commas between."""
    asked = {"title": _one_line("title", title), "keywords": _one_line("keywords", keywords)}
    query = urlencode({name: line for name, line in asked.items() if line})
    return f"{reverse(NAME, args=[parent.pk])}?{query}".rstrip("?")


def _one_line(name: str, text: str) -> str:
    return clean_line(text)[: _LONGEST[name]].rstrip()
