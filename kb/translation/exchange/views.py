"""Translations as files, for one article from its desk and for many from the matrix."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Locale

from kb.models import Family
from kb.translation.desk.views import AtTheDesk, address
from kb.translation.exchange.bringing import Brought, bring, together
from kb.translation.exchange.formats import FORMATS
from kb.translation.exchange.forms import BringForm
from kb.translation.exchange.giving import archive_of, file_of
from kb.translation.exchange.units import BadExchangeError
from kb.translation.matrix.filters import MatrixFilterForm
from kb.translation.matrix.views import ICON, MATRIX
from portal import actors, locales
from portal.actors import Actor
from portal.framing import framed
from portal.journal import days
from portal.limits.uploads import make_inert

ONE, ONE_OUT = "kb_exchange", "kb_exchange_out"
MANY, MANY_OUT = "kb_exchange_many", "kb_exchange_many_out"

type Step = tuple[str, Any]


class ArticleView(AtTheDesk):
    """The files of one article in one language: offered, and brought back."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show(BringForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        self.page_or_404()
        form = BringForm(request.POST, request.FILES)
        found = _brought(form, self.place.locale, self.actor, only=self.place.family)
        return self._show(form, found)

    def _show(self, form: BringForm, found: Sequence[Brought] = ()) -> HttpResponse:
        family, code = self.place.family, self.place.locale.language_code
        desk = (address(family, code), self.page_or_404().draft_title)
        out = [
            (reverse(ONE_OUT, args=[family.slug, code, end]), how.name)
            for end, how in FORMATS.items()
        ]
        return _shown(self.request, code, form, found, out=out, above=[desk])


class ArticleFileView(AtTheDesk):
    """One of them."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, ending: str) -> HttpResponse:
        self.page_or_404()
        how = FORMATS.get(ending)
        if how is None:
            raise Http404
        return _served(*file_of(self.place, ending), how.kind)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def many(request: HttpRequest, code: str) -> HttpResponse:
    """The files of what is filtered in a language: offered, and brought back.

    Raises PermissionDenied for who translates nothing into it.
    """
    locale, actor = _into(request, code)
    if request.method != "POST":
        return _many(request, code, BringForm())
    form = BringForm(request.POST, request.FILES)
    return _many(request, code, form, _brought(form, locale, actor))


@never_cache
@require_safe
def many_out(request: HttpRequest, code: str, ending: str) -> HttpResponse:
    """All of them in one archive; where there can be none, the page says why."""
    locale, actor = _into(request, code)
    how = FORMATS.get(ending)
    if how is None:
        raise Http404
    try:
        data = archive_of(
            MatrixFilterForm(request.GET, request.user).filters, locale, ending, by=actor
        )
    except BadExchangeError as error:
        return _many(request, code, BringForm(), refused=str(error))
    return _served(f"{code}-{ending}-{days.day_of()}.zip", data, "application/zip")


def urls() -> list[URLPattern]:
    at_desk = "help/desk/<slug:slug>/<slug:locale>/files/"
    of_language = "help/translations/in/<slug:code>/files/"
    return [
        path(at_desk, ArticleView.as_view(), name=ONE),
        path(f"{at_desk}<slug:ending>/", ArticleFileView.as_view(), name=ONE_OUT),
        path(of_language, many, name=MANY),
        path(f"{of_language}<slug:ending>/", many_out, name=MANY_OUT),
    ]


def _into(request: HttpRequest, code: str) -> tuple[Locale, Actor]:
    """The language, and who translates into it."""
    if code not in locales.codes():
        raise Http404
    actor = actors.of(request)
    if not actor.may("help.translate", code):
        raise PermissionDenied
    return get_object_or_404(Locale, language_code=code), actor


def _many(
    request: HttpRequest,
    code: str,
    form: BringForm,
    found: Sequence[Brought] = (),
    *,
    refused: str = "",
) -> HttpResponse:
    query = MatrixFilterForm(request.GET, request.user).filters.query
    out = [
        (f"{reverse(MANY_OUT, args=[code, end])}?{query}", how.name)
        for end, how in FORMATS.items()
    ]
    above = (f"{reverse(MATRIX)}?{query}", _("Translations"))
    return _shown(request, code, form, found, out=out, above=[above], refused=refused)


def _brought(
    form: BringForm, locale: Locale, by: Actor, *, only: Family | None = None
) -> Sequence[Brought]:
    """What became of what was sent; what was wrong with all of it, the form says."""
    if not form.is_valid():
        return ()
    try:
        return bring(form.name, form.content, locale, by=by, only=only)
    except BadExchangeError as error:
        form.add_error("file", str(error))
        return ()


def _shown(
    request: HttpRequest,
    code: str,
    form: BringForm,
    found: Sequence[Brought],
    *,
    out: Sequence[Step],
    above: Sequence[Step],
    refused: str = "",
) -> HttpResponse:
    title = _("%(title)s: %(language)s") % {
        "title": _("PO and XLIFF"),
        "language": locales.get(code).name,
    }
    context = framed(title, *above, icon=ICON) | {
        "out": out,
        "form": form,
        "found": found,
        "together": together(found),
        "not_taken": sum(bool(one.refused) for one in found),
        "refused": refused,
        "code": code,
    }
    is_wrong = refused or form.errors
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_wrong else HTTPStatus.OK
    return render(request, "kb/translation/files.html", context, status=status)


def _served(name: str, data: bytes, kind: str) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    make_inert(response)
    return response
