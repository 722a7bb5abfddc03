"""The editors' pages on which a translation is reviewed and published.

Each acts by POST alone, and says before that what will happen.
"""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages

from kb.editors_page import EditorsPage
from kb.models import HelpPage, Review
from kb.models.reviewing import LONGEST_WORDS
from kb.states import AMENDED, OUTRUN, Currency
from kb.translation import publishing, reviewing
from portal import actors
from portal.actors import Actor
from portal.text.forms import PlainTextAreaField

REVIEW, PUBLISH = "kb_review", "kb_publish_languages"
_TOLD: dict[str, Any] = {Currency.OUTDATED: OUTRUN, Currency.UPDATE_NEEDED: AMENDED}


class WordsForm(forms.Form):
    """What is to be mended."""

    words = PlainTextAreaField(
        label=_("What should be changed?"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )


class _Page(EditorsPage, TemplateView):
    """What they have in common: who acts."""

    @property
    def _actor(self) -> Actor:
        return actors.of(self.request)

    def _edit(self, page: HelpPage) -> HttpResponse:
        return redirect("wagtailadmin_pages:edit", page.pk)


class ReviewView(_Page):
    """Raises PermissionDenied for who neither writes the text nor decides about it."""

    template_name = "kb/review.html"
    page_title = pgettext_lazy("of a text", "Review")
    header_icon = "clipboard-list"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        pages = HelpPage.objects.select_related("family", "locale")
        self.page = get_object_or_404(pages, pk=kwargs["page_id"], alias_of=None)
        self.review = Review.objects.filter(page=self.page).first()
        self.decides = self._actor.may("help.publish", self.page)
        if not (self.decides or self._actor.may("help.ask_for_review", self.page)):
            raise PermissionDenied

    def get_page_subtitle(self) -> str:
        return str(self.page.get_admin_display_title())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = {"page": self.page, "review": self.review, "decides": self.decides}
        context: dict[str, Any] = super().get_context_data(
            **{"form": WordsForm(), **shown, **kwargs}
        )
        return context

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        match request.POST.get("act"):
            case "ask":
                reviewing.ask(self.page, actor=self._actor)
                messages.success(request, _("You asked for a review. Publishers see it now."))
            case "publish":
                self._publish(request)
            case _other:
                return self._send_back(request)
        return self._edit(self.page)

    def _publish(self, request: HttpRequest) -> None:
        try:
            publishing.publish(self.page, actor=self._actor)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("The text is published."))

    def _send_back(self, request: HttpRequest) -> HttpResponse:
        form = WordsForm(request.POST)
        if self.review is None or not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        reviewing.send_back(self.review, form.cleaned_data["words"], actor=self._actor)
        messages.success(request, _("The text is sent back with your words."))
        return redirect(reverse("wagtailadmin_home"))


class PublishView(_Page):
    """Raises PermissionDenied for who may publish the article in no language."""

    template_name = "kb/publish_languages.html"
    page_title = _("Publish languages")
    header_icon = "upload"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        found = HelpPage.objects.select_related("family")
        self.family = get_object_or_404(found, pk=kwargs["page_id"]).family
        pages = self.family.pages.filter(alias_of=None)
        if not any(self._actor.may("help.publish", page) for page in pages):
            raise PermissionDenied

    def get_page_subtitle(self) -> str:
        return str(self.family)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        languages = publishing.languages(self.family, self._actor)
        context: dict[str, Any] = super().get_context_data(
            languages=languages, ready=[one for one in languages if one.is_ready], **kwargs
        )
        return context

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        done = publishing.publish_ready(self.family, actor=self._actor)
        return self.render_to_response(self.get_context_data(done=done))


def tell_of_the_text(request: HttpRequest, page: HelpPage) -> None:
    """Say above a text what has become of its source, and of its review."""
    if page.currency in _TOLD:
        messages.warning(request, _TOLD[page.currency])
    if page.is_translation:
        _tell_of_review(request, page)


def _tell_of_review(request: HttpRequest, page: HelpPage) -> None:
    """Say above a translation's text who waits for whom, with the way to where it is decided."""
    actor, review = actors.of(request), Review.objects.filter(page=page).first()
    decides = actor.may("help.publish", page)
    if decides and (review is None or not review.is_waiting):
        return
    if decides:
        words = _("Somebody asked for a review of this text.")
    elif review is None:
        words = _("When the text is finished, ask for a review.")
    elif review.is_waiting:
        words = _("A review was asked for. Publishers see it on their start page.")
    else:
        words = _("The text was sent back. Read why.")
    label = pgettext("of a text", "Review")
    button = messages.button(reverse(REVIEW, args=[page.pk]), label)
    messages.info(request, words, buttons=[button])


def urls() -> list[URLPattern]:
    return [
        path("help/review/<int:page_id>/", ReviewView.as_view(), name=REVIEW),
        path("help/publish/<int:page_id>/", PublishView.as_view(), name=PUBLISH),
    ]
