"""A file of terms, brought in: all of it is understood, or none is taken."""

from collections.abc import Collection
from http import HTTPStatus
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from kb.glossary import writing
from kb.glossary.admin.views import ICON, TERMS, full
from kb.glossary.files import COLUMNS, read_csv
from kb.glossary.writing import TermLine
from portal import actors, cldr
from portal.framing import framed
from portal.text import sheets

UPLOAD = "kb_terms_upload"


class TermsForm(forms.Form):
    """A file of terms."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "A CSV file in UTF-8, up to 1 MB. Terms that it names are replaced in the languages "
            "that it names; all others stay."
        ),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def __init__(self, *args: Any, languages: Collection[str]) -> None:
        super().__init__(*args)
        self.languages = languages

    def clean_file(self) -> list[TermLine]:
        """The lines. Raises ValidationError with each fault, its line and what to do."""
        content = self.cleaned_data["file"].read(sheets.MOST_BYTES + 1)
        return read_csv(content, self.languages)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Raises PermissionDenied for who writes the words of no language."""
    actor = actors.of(request)
    languages = actor.languages_of("help.translate")
    if not languages:
        raise PermissionDenied
    if request.method != "POST":
        return _show(request, TermsForm(languages=languages))
    form = TermsForm(request.POST, request.FILES, languages=languages)
    if form.is_valid():
        lines = form.cleaned_data["file"]
        try:
            new = writing.bring(lines, by=actor)
        except writing.TooManyTermsError:
            form.add_error("file", full())
        else:
            messages.success(request, _told(len(lines), new))
            return redirect(TERMS)
    return _show(request, form)


def urls() -> list[URLPattern]:
    return [path("help/words/upload/", upload, name=UPLOAD)]


def _show(request: HttpRequest, form: TermsForm) -> HttpResponse:
    above = (reverse(TERMS), _("Words we use"))
    context = framed(_("Upload terms"), above, icon=ICON) | {
        "upload": form,
        "columns": ", ".join(COLUMNS),
        "example": form.languages[0] if isinstance(form.languages, tuple) else "",
        "codes": ", ".join(form.languages),
    }
    is_wrong = form.is_bound and form.errors
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_wrong else HTTPStatus.OK
    return render(request, "kb/terms/upload.html", context, status=status)


def _told(lines: int, new: int) -> str:
    words = ngettext(
        "%(lines)s line is saved; terms that are new: %(new)s.",
        "%(lines)s lines are saved; terms that are new: %(new)s.",
        lines,
    )
    return words % {"lines": cldr.number(lines), "new": cldr.number(new)}
