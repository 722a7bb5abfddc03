"""The matrix of translations, a page for each language, and its worklist, in the admin.

Whoever works in the admin reads them; what may be opened and begun is each one's own.
"""

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import RedirectView
from wagtail.admin import messages

from kb.models import Family
from kb.translation import need, segments
from kb.translation.matrix import grid, of_language, submitting, worklist
from kb.translation.matrix.export import as_csv
from kb.translation.matrix.filters import MatrixFilterForm
from kb.translation.matrix.forms import ON_A_PAGE, SubmitForm
from portal import actors, cldr, locales
from portal.actors import Actor
from portal.framing import framed
from portal.journal import days

MATRIX = "kb_matrix"
LANGUAGE = "kb_matrix_language"
WORKLIST = "kb_worklist"
ICON = "wagtail-localize-language"
_FIRST = 10


@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Each article in each language, and how many are in which state."""
    return _matrix(request, request.GET)


@never_cache
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The same as a file, of all that is filtered."""
    filters = MatrixFilterForm(request.GET, request.user).filters
    name = f"translations-{days.day_of()}.csv"
    return HttpResponse(
        as_csv(filters, locales.in_force()),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@never_cache
@require_POST
def submit(request: HttpRequest) -> HttpResponse:
    """Begin translations of chosen articles: the plan first, and with `begin` for good.

    `query` is that of the matrix they were chosen in. Raises PermissionDenied for who submits
    into no language.
    """
    actor = _actor(request)
    languages = _submits(actor)
    if not languages:
        raise PermissionDenied
    asked = QueryDict(request.POST.get("query", ""))
    form = SubmitForm(request.POST, languages=languages)
    if not form.is_valid():
        return _matrix(request, asked, form)
    filters = MatrixFilterForm(asked, request.user).filters
    families = form.families(grid.listed(filters))
    planned = submitting.plan(families, form.cleaned_data["into"], actor)
    query, back = filters.query, f"{reverse(MATRIX)}?{filters.query}"
    if "begin" in request.POST:
        if under_way := submitting.begin(planned, actor):
            return redirect(under_way)
        messages.success(request, segments.begun(planned.count))
        return redirect(back)
    context = framed(_("Submit for translation"), _above(), icon=ICON)
    context |= {"plan": planned, "form": form, "query": query, "back": back}
    return render(request, "kb/translation/submit.html", context)


@never_cache
@require_safe
def language(request: HttpRequest, code: str) -> HttpResponse:
    """How far one language is, and what to do first."""
    met = need.met([_known(code)])[code]
    found = of_language.of(code, met)
    ranked = worklist.of(code, met).ranked
    context = framed(_of(code, _("Translations")), _above(), icon=ICON) | {
        "language": found,
        "share": cldr.percent(found.share),
        "days": cldr.number(need.DAYS),
        "least": cldr.number(need.LEAST),
        "tasks": worklist.tasks(ranked[:_FIRST], _actor(request)),
        "count": len(ranked),
        "may_translate": _actor(request).may("help.translate", code),
    }
    return render(request, "kb/translation/language.html", context)


@never_cache
@require_safe
def to_do(request: HttpRequest, code: str) -> HttpResponse:
    """All there is to translate into one language, what is needed most first."""
    found = worklist.of(code, need.met([_known(code)])[code])
    page = Paginator(found.ranked, ON_A_PAGE).get_page(request.GET.get("page"))
    above = (reverse(LANGUAGE, args=[code]), locales.get(code).name)
    context = framed(_of(code, _("Worklist")), _above(), above, icon=ICON) | {
        "found": found,
        "code": code,
        "days": cldr.number(need.DAYS),
        "page": page,
        "address": "?",
        "tasks": worklist.tasks(list(page.object_list), _actor(request)),
    }
    return render(request, "kb/translation/worklist.html", context)


_instead = RedirectView.as_view(
    pattern_name=MATRIX, permanent=True, http_method_names=["get", "head"]
)
"""What wagtail-localize lists one by one, the matrix tells of all articles."""


def urls() -> list[URLPattern]:
    return [
        path("localize/reports/translations/", _instead),
        path("localize/reports/translations/results/", _instead),
        path("help/translations/", index, name=MATRIX),
        path("help/translations/csv/", export, name="kb_matrix_csv"),
        path("help/translations/submit/", submit, name="kb_matrix_submit"),
        path("help/translations/in/<slug:code>/", language, name=LANGUAGE),
        path("help/translations/in/<slug:code>/worklist/", to_do, name=WORKLIST),
    ]


def _actor(request: HttpRequest) -> Actor:
    """Who reads it, in the language of the admin."""
    return actors.on_behalf_of(request.user, locales.in_force())  # type: ignore[arg-type]


def _matrix(
    request: HttpRequest, query: QueryDict, refused: SubmitForm | None = None
) -> HttpResponse:
    """The matrix as it is filtered; with what was chosen in it where that was refused (422)."""
    actor = _actor(request)
    form = MatrixFilterForm(query, request.user)
    filters = form.filters
    numbers = grid.numbers(filters)
    page = grid.Pages(filters, numbers, ON_A_PAGE).get_page(query.get("page"))
    context = framed(_("Translations"), icon=ICON) | {
        "form": form,
        "filters": filters,
        "query": f"{filters.query}&page={page.number}",
        "address": f"?{filters.query}",
        "page": page,
        "rows": grid.rows(cast(QuerySet[Family], page.object_list), filters.columns, actor),
        "numbers": numbers,
        "into": [one for one in locales.choices() if one[0] in _submits(actor)],
        "may_translate": filters.language and actor.may("help.translate", filters.language),
        "refused": refused,
        "chosen": refused.chosen if refused else (),
        "chosen_into": refused.chosen_into if refused else (),
        "chosen_all": refused is not None and "all" in refused.data,
    }
    return render(request, "kb/translation/matrix.html", context, status=422 if refused else 200)


def _submits(actor: Actor) -> tuple[str, ...]:
    """The languages into which somebody submits."""
    return actor.languages_of("help.submit_translation")


def _known(code: str) -> str:
    if code not in locales.codes():
        raise Http404
    return code


def _above() -> tuple[str, Any]:
    return reverse(MATRIX), _("Translations")


def _of(code: str, title: str) -> str:
    return _("%(title)s: %(language)s") % {"title": title, "language": locales.get(code).name}
