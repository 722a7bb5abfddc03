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
from portal.effort.charts import chart
from portal.effort.export import as_csv
from portal.effort.periods import ScopeForm
from portal.effort.report import build


def may_see(user: Any) -> bool:
    """Whether who is in the editors' pages, closed as a whole to others, may see the report."""
    return actors.on_behalf_of(user).may("report.see")


@never_cache
@require_safe
@user_passes_test(may_see)
def support_effort(request: HttpRequest) -> HttpResponse:
    """The support-effort report of a period, languages side by side."""
    form = ScopeForm(request.GET or None)
    scope = form.scope
    report = build(scope.first, scope.last, languages=scope.languages)
    context = {
        "page_title": _("Support effort"),
        "header_title": _("Support effort"),
        "header_icon": "glasses",
        "form": form,
        "report": report,
        "languages": [locales.get(code) for code in report.languages],
        "charts": [(row, drawn) for row in report.headlines if (drawn := chart(row.trend))],
        "query": request.GET.urlencode(),
        "is_sample": settings.DEMO,
    }
    return render(request, "effort/report.html", context)


@never_cache
@require_safe
@user_passes_test(may_see)
def support_effort_csv(request: HttpRequest) -> HttpResponse:
    """The same as a file."""
    scope = ScopeForm(request.GET or None).scope
    report = build(scope.first, scope.last, languages=scope.languages)
    name = f"support-effort-{scope.first}-{scope.last}.csv"
    return HttpResponse(
        as_csv(report, is_sample=settings.DEMO),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
