"""No snippet is deleted while texts show it: the editor is told which."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.models import Page

from kb.editors_page import EditorsPage
from kb.models import HelpPage, SnippetPage
from kb.snippets.using import pages_that_show


def set_up() -> None:
    """Called once, when the app is ready: Wagtail asks before it deletes pages."""
    hooks.register("before_delete_page", _before_one)
    hooks.register("before_bulk_action", _before_many)


def _before_one(request: HttpRequest, page: Page) -> HttpResponse | None:
    return _refusal(request, [page])


def _before_many(
    request: HttpRequest, action: str, chosen: Iterable[Any], _view: Any
) -> HttpResponse | None:
    pages = (one for one in chosen if isinstance(one, Page))
    return _refusal(request, pages) if action == "delete" else None


def in_use(page: Page) -> list[HelpPage]:
    """The pages that would lose their text with this one; none where another language is left.

    A translation may go: its readers get the text in another language. The source may not.
    """
    if not isinstance(page, SnippetPage):
        return []
    others = page.family.pages.exclude(pk=page.pk).filter(alias_of=None)
    if page.is_translation and others.exists():
        return []
    return list(pages_that_show(page.family))


def _refusal(request: HttpRequest, pages: Iterable[Page]) -> HttpResponse | None:
    for page in pages:
        specific = page.specific
        if shown_in := in_use(specific):
            return InUseView.as_view(page=specific, shown_in=shown_in)(request)
    return None


class InUseView(EditorsPage, TemplateView):
    """Says which texts show a snippet, in each language."""

    # What would have been done is answered, not done.
    http_method_names = ["get", "head", "post", "options"]
    page: SnippetPage | None = None
    shown_in: list[HelpPage] | None = None
    template_name = "kb/snippets/in_use.html"
    page_title = _("Delete")
    header_icon = "bin"

    def get_page_subtitle(self) -> str:
        assert self.page is not None
        return str(self.page.get_admin_display_title())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(
            page=self.page, shown_in=self.shown_in, **kwargs
        )
        return context

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.get(request, *args, **kwargs)

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        return super().render_to_response(context, status=HTTPStatus.CONFLICT, **kwargs)
