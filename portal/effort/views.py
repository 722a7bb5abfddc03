"""The report for staff, as a page of the admin and as a CSV file."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin.auth import user_passes_test

from portal import actors, locales
from portal.effort import periods, trends
from portal.effort.export import as_csv
from portal.effort.periods import ScopeForm
from portal.effort.report import Report, build
from portal.effort.timeline.permissions import may_note

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
