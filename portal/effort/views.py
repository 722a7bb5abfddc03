"""The report for staff, as a page of the admin and as a CSV file, and articles behind a mark."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin.auth import user_passes_test

from portal import actors, locales
from portal.effort import periods, trends
from portal.effort.export import as_csv
from portal.effort.periods import ScopeForm
from portal.effort.report import Report, build
from portal.effort.timeline import log
from portal.effort.timeline.permissions import may_note
from search.tuning.admin.framing import framed

_ON_A_PAGE = 50

may_see = actors.account_may("report.see")


@never_cache
@require_safe
@user_passes_test(may_see)
def support_effort(request: HttpRequest) -> HttpResponse:
    """The support-effort report of a period, languages side by side; 400 for what is none."""
    form = periods.asked_for(request.GET)
    context = {
        "page_title": _("Support effort"),
        "header_title": _("Support effort"),
        "header_icon": "glasses",
        "form": form,
        "query": request.GET.urlencode(),
        "is_sample": settings.DEMO,
        "may_note": may_note(request.user),
    }
    if not form.is_valid():
        return render(request, "effort/report.html", context, status=400)
    return render(request, "effort/report.html", context | _shown(_report(form)))


@never_cache
@require_safe
@user_passes_test(may_see)
def support_effort_csv(request: HttpRequest) -> HttpResponse:
    """The same as a file; 400, in words, for what is no period."""
    form = periods.asked_for(request.GET)
    if not form.is_valid():
        return HttpResponse(
            _said_wrong(form), status=400, content_type="text/plain; charset=utf-8"
        )
    scope = form.scope
    name = f"support-effort-{scope.first}-{scope.last}.csv"
    return HttpResponse(
        as_csv(_report(form), is_sample=settings.DEMO),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@never_cache
@require_safe
@user_passes_test(may_see)
def article_changes(request: HttpRequest) -> HttpResponse:
    """The articles behind a mark that only says how many they are; 400 for what is no period."""
    form = periods.asked_for(request.GET)
    above = (reverse("effort_report"), _("Support effort"))
    context = framed(_("What happened to articles"), above, icon="glasses") | {"form": form}
    if not form.is_valid():
        return render(request, "effort/articles.html", context, status=400)
    scope = form.scope
    found = log.listed(scope.first, scope.last, scope.languages or locales.codes())
    query = request.GET.copy()
    query.pop("page", None)
    context |= {
        "scope": scope,
        "query": query.urlencode(),
        "page": Paginator(found, _ON_A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "effort/articles.html", context)


def _report(form: ScopeForm) -> Report:
    scope = form.scope
    return build(scope.first, scope.last, languages=scope.languages)


def _shown(report: Report) -> dict[str, Any]:
    return {
        "report": report,
        "languages": [locales.get(code) for code in report.languages],
        **trends.drawn(report),
    }


def _said_wrong(form: ScopeForm) -> str:
    """The form's errors, a line each, with the field's name where one is meant."""
    return "\n".join(
        f"{form.fields[name].label}: {error}" if name in form.fields else str(error)
        for name, errors in form.errors.items()
        for error in errors
    )
