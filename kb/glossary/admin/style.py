"""How a language is written: for whoever writes or translates; who leads the language says it."""

from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.models import Locale

from kb.glossary.admin.views import ICON, TERMS
from kb.glossary.forms import StyleSheetForm
from kb.glossary.models import StyleSheet
from portal import actors, locales
from portal.framing import framed

STYLE = "kb_style"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, code: str) -> HttpResponse:
    """The style sheet of a language. Raises PermissionDenied."""
    actor = actors.of(request)
    if code not in locales.codes():
        raise Http404
    leads = actor.may("help.lead_language", code)
    if not actor.may("help.see_list") or (request.method == "POST" and not leads):
        raise PermissionDenied
    locale = get_object_or_404(Locale, language_code=code)
    found = StyleSheet.objects.filter(locale=locale).first() or StyleSheet(locale=locale)
    form = StyleSheetForm(request.POST if request.method == "POST" else None, instance=found)
    if form.is_bound and form.is_valid():
        StyleSheet.objects.update_or_create(locale=locale, defaults=form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect(STYLE, code)
    title = _("%(title)s: %(language)s") % {
        "title": _("Style sheet"),
        "language": locales.get(code).name,
    }
    context = framed(title, (reverse(TERMS), _("Words we use")), icon=ICON) | {
        "form": form if leads else None,
        "sheet": found,
        "code": code,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "kb/terms/style.html", context, status=status)


def urls() -> list[URLPattern]:
    return [path("help/style/<slug:code>/", sheet, name=STYLE)]
