"""The hints beside a text in the editor: of the text as it is typed."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from wagtail.admin.views.pages.preview import PreviewOnEditView

from kb.models import HelpPage
from kb.readability.hints import Hint, hints
from kb.readability.surroundings import known_of
from kb.readability.texts import text_of

NAME = "kb_hints"


def beside(page: Any) -> dict[str, Any] | None:
    """What the panel says of a page as it is, None of what is no help text.

    Of one that is not saved yet it says where hints will stand; its `address` has 0 for the page.
    """
    if not isinstance(page, HelpPage):
        return None
    return {
        "address": reverse(NAME, args=[page.pk or 0]),
        "is_saved": page.pk is not None,
        "hints": _hints(page) if page.pk else [],
        "locale": page.locale.language_code if page.pk else "",
    }


class HintsView(PreviewOnEditView):
    """The hints of what was typed last, whether it is saved or only shown in the preview.

    Raises PermissionDenied for who may not change the page, Http404 for one of another kind.
    """

    http_method_names = ("get", "head")
    object: Any

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A part of the editor's page."""
        if not isinstance(self.object, HelpPage):
            raise Http404
        context = beside(self._typed())
        answer = render(request, "kb/readability/_hints.html", {"beside": context})
        answer["Cache-Control"] = "no-store"
        return answer

    def _typed(self) -> Any:
        """What is in the form, if the preview has been told of it since the text was saved."""
        state = self._get_form_state()
        saved: datetime | None = self.object.latest_revision_created_at
        if state is None or (saved and state.last_updated_at < saved):
            return self.object
        form = self.get_form(QueryDict(state.data))
        if not self.validate_form(form):
            return self.get_object()
        return form.save(commit=False)


def urls() -> list[URLPattern]:
    return [path("help/hints/<int:page_id>/", HintsView.as_view(), name=NAME)]


def _hints(page: HelpPage) -> list[Hint]:
    text = text_of(page)
    return hints(text, known_of(page, text))
