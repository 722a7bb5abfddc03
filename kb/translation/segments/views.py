"""Pages of wagtail-localize that would change what readers see, with our own in their place."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from wagtail.models import Page
from wagtail_localize.views.submit_translations import SubmitPageTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsView

from kb.models import HelpPage
from kb.translation.segments.submitting import begun, submit
from portal import actors

TO_ALIAS = "localize-convert-to-alias"
"""The name of an item in the menu below a page's form."""


class SubmitView(SubmitPageTranslationView):
    """Articles are submitted as everywhere, and what came of it is said as everywhere.

    Asked for from a translation, a further language is of its article's source.
    """

    def get_object(self) -> Page:
        page = super().get_object()
        if not isinstance(page, HelpPage) or not page.is_translation:
            return page
        source = HelpPage.objects.sources().filter(family=page.family).first()
        return source.specific if source else page

    @transaction.atomic
    def form_valid(self, form: forms.Form) -> HttpResponse:
        page = self.object
        if not isinstance(page, HelpPage) or page.is_translation:
            response: HttpResponse = super().form_valid(form)
            return response
        locales = list(form.cleaned_data["locales"])
        count = submit([page.family], locales, by=actors.of(self.request))
        messages.success(self.request, begun(count))
        draft = page.get_translation(locales[0]) if len(locales) == 1 else None
        return redirect(self.get_success_url() or self.get_default_success_url(draft))


class UpdateView(UpdateTranslationsView):
    """Bring new segments to the translators. Publishing is done page by page, in their editor.

    Stock offers everybody to publish all languages, the new segments in the source's language,
    and gives all pages the source's restrictions.
    """

    def get_form(self) -> forms.Form:
        return forms.Form(self.request.POST if self.request.method == "POST" else None)

    @transaction.atomic
    def form_valid(self, form: forms.Form) -> HttpResponse:
        self.object.update_from_db()
        for page in self._pages():
            if page.permissions_for_user(self.request.user).can_set_view_restrictions():
                self.object.update_target_view_restrictions(page.locale)
        messages.success(self.request, self.get_success_message())
        return redirect(self.get_success_url() or self.get_default_success_url())

    def _pages(self) -> Any:
        locales = self.object.translations.filter(enabled=True).values("target_locale")
        pages = Page.objects.filter(translation_key=self.object.object_id, locale__in=locales)
        return pages.select_related("locale")


def no_alias(request: HttpRequest, page_id: int) -> HttpResponse:
    """A language without an article has none; see `kb.translation.segments.setup`."""
    raise Http404


def urls() -> list[URLPattern]:
    """To stand before wagtail-localize's own: the same addresses."""
    return [
        path("localize/submit/page/<int:page_id>/", SubmitView.as_view()),
        path("localize/update/<int:translation_source_id>/", UpdateView.as_view()),
        path("localize/page/<int:page_id>/convert_to_alias/", no_alias),
    ]
