"""`GET /api/report/` and `/api/report/csv/`: the report for programs, by a read-only token.

Neither cookie nor session is read or set, and nobody keeps an answer.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal import actors
from portal.accounts import events
from portal.effort import export, leaving, periods
from portal.effort.periods import ScopeForm
from portal.effort.report import Report
from portal.feeds import payload, tokens
from portal.feeds.models import ReportToken
from portal.limits import TooMany, counters, spending
from portal.limits.pages import waiting_time
from portal.limits.table import REPORT_TOKEN

ACT = "report by program"
type Answer = Callable[[ReportToken, ScopeForm], HttpResponse]


def _for_programs(answer: Answer) -> Callable[[HttpRequest], HttpResponse]:
    """A view that checks the token and what is asked for; all that is wrong is said as JSON."""

    @wraps(answer)
    def view(request: HttpRequest) -> HttpResponse:
        try:
            token = tokens.read(request.headers.get("Authorization", ""))
            if token is None:
                # Who has a token pays nothing for those who guess in the same network.
                spending.spend(ACT, actors.Actor(address=actors.of(request).address))
                return _unknown()
            counters.spend(ACT, f"token {token.pk}", REPORT_TOKEN)
        except TooMany as too_many:
            return _too_many(too_many)
        tokens.note_use(token)
        languages = actors.on_behalf_of(token.account).languages_of("report.export")
        form = periods.asked_for(request.GET, languages)
        return answer(token, form) if form.is_valid() else _refused(form)

    return never_cache(require_safe(view))


@_for_programs
def as_json(_token: ReportToken, form: ScopeForm) -> HttpResponse:
    """The report as JSON."""
    return _json(payload.of(_report(form), is_sample=settings.DEMO))


@_for_programs
def as_csv(_token: ReportToken, form: ScopeForm) -> HttpResponse:
    """The report as the file that the page offers."""
    text = export.as_csv(_report(form), is_sample=settings.DEMO)
    return HttpResponse(text, content_type="text/csv; charset=utf-8")


def _report(form: ScopeForm) -> Report:
    scope = form.scope
    return leaving.build(scope.first, scope.last, languages=scope.languages)


def _json(content: dict[str, Any], status: int = 200) -> JsonResponse:
    return JsonResponse(content, status=status, json_dumps_params={"ensure_ascii": False})


def _unknown() -> JsonResponse:
    events.note("report token refused")
    reason = _("Send a valid access token in the header “Authorization: Bearer …”.")
    response = _json({"error": {"parameter": None, "reason": reason}}, 401)
    response["WWW-Authenticate"] = 'Bearer realm="report"'
    return response


def _refused(form: ScopeForm) -> JsonResponse:
    """400: the first thing that is wrong, with the parameter that it is about."""
    name, errors = next(iter(form.errors.items()))
    parameter = name if name in form.fields else None
    return _json({"error": {"parameter": parameter, "reason": str(errors[0])}}, 400)


def _too_many(too_many: TooMany) -> JsonResponse:
    response = _json({"error": {"parameter": None, "reason": waiting_time(too_many)}}, 429)
    response["Retry-After"] = str(too_many.seconds)
    return response
