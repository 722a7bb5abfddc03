"""The report for staff, as a page of the admin and as a CSV file, and articles behind a mark."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin.auth import user_passes_test

from portal import actors, locales
from portal.actors import Actor
from portal.effort import causes, kept, leaving, naming, narrowing, periods, trends
from portal.effort.export import as_csv
from portal.effort.groups import Compared
from portal.effort.next_steps import next_steps
from portal.effort.own.views import may_feed, may_feed_whole
from portal.effort.periods import ScopeForm
from portal.effort.report import build
from portal.effort.side_by_side import side_by_side
from portal.effort.timeline import log
from portal.effort.timeline.permissions import may_note
from portal.framing import framed

_ON_A_PAGE = 50

may_see = actors.account_may("report.see")
may_export = actors.account_may("report.export")


@never_cache
@require_safe
@user_passes_test(may_see)
def support_effort(request: HttpRequest) -> HttpResponse:
    """The support-effort report of a period, languages side by side; 400 for what is none.

    Of one topic, product or market it is what is known of that.
    """
    actor = actor_of(request)
    form = periods.filtered(request.GET, actor, actor.languages_of("report.see"))
    context = framed(_("Support effort"), icon="glasses") | {
        "form": form,
        "query": request.GET.urlencode(),
        "exports": actor.may("report.export"),
        "is_sample": settings.DEMO,
        "may_feed": may_feed(request.user),
        "may_feed_whole": may_feed_whole(request.user),
        "may_note": may_note(request.user),
    }
    if not form.is_valid():
        return render(request, "effort/report.html", context, status=400)
    if form.narrowed:
        context["narrow"] = narrowing.narrowed(form.scope, form.narrowed, actor)
        return render(request, "effort/narrowed.html", context)
    return render(request, "effort/report.html", context | _shown(form, context["query"], actor))


@never_cache
@require_safe
@user_passes_test(may_export)
def support_effort_csv(request: HttpRequest) -> HttpResponse:
    """The same as a file; 400, in words, for what is no period or no language of theirs.

    So it is with one topic, product or market.
    """
    actor = actor_of(request)
    form = periods.filtered(request.GET, actor, actor.languages_of("report.export"))
    if form.is_valid() and form.narrowed:
        return _refused(_("The file is of all topics, products and markets. Choose none of them."))
    if not form.is_valid():
        return _refused(_said_wrong(form))
    scope = form.scope
    report = leaving.build(scope.first, scope.last, languages=scope.languages)
    name = f"support-effort-{scope.first}-{scope.last}.csv"
    return HttpResponse(
        as_csv(report, is_sample=settings.DEMO),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@never_cache
@require_safe
@user_passes_test(may_see)
def article_changes(request: HttpRequest) -> HttpResponse:
    """The articles behind a mark that only says how many they are; 400 for what is no period."""
    form = periods.asked_for(request.GET, actors.of(request).languages_of("report.see"))
    above = (reverse("effort_report"), _("Support effort"))
    context = framed(_("What happened to articles"), above, icon="glasses") | {"form": form}
    if not form.is_valid():
        return render(request, "effort/articles.html", context, status=400)
    scope = form.scope
    found = log.listed(scope.first, scope.last, scope.languages)
    query = request.GET.copy()
    query.pop("page", None)
    context |= {
        "scope": scope,
        "query": query.urlencode(),
        "page": Paginator(found, _ON_A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "effort/articles.html", context)


def _refused(words: str) -> HttpResponse:
    return HttpResponse(words, status=400, content_type="text/plain; charset=utf-8")


def actor_of(request: HttpRequest) -> Actor:
    """Who reads it, in the language of the admin."""
    return actors.on_behalf_of(request.user, locales.in_force())  # type: ignore[arg-type]


def _shown(form: ScopeForm, query: str, actor: Actor) -> dict[str, Any]:
    """The report, and names for its parts: of the same name, a part is drawn once in a process.

    A part is named by all that it shows, so it is nobody's own, and no older than what is read.
    """
    scope = form.scope
    report = build(scope.first, scope.last, languages=scope.languages)
    compared = Compared(report.daily, report.first, report.last, report.languages)
    drawn = kept.name(report.stamp, get_language(), query)
    found = causes.build(compared, actor)
    listed = {one.page for one in report.lists.least_helpful}
    listed |= {one.page for one in report.lists.wrote_anyway}
    may_edit = naming.editable([page for page in listed if page], actor)
    return {
        "report": report,
        "drawn": drawn,
        "editable": may_edit,
        "lists_drawn": kept.name(drawn, report.lists, sorted(may_edit)),
        # Callables: what was drawn before is not worked out again.
        "blocks": lambda: list(side_by_side(report, report.rows)),
        "times": lambda: list(side_by_side(report, report.times)),
        "next_steps": next_steps(report, actor),
        "causes": found,
        "causes_drawn": kept.name(drawn, [causes.told(one) for one in found]),
        **trends.drawn(report, drawn),
    }


def _said_wrong(form: ScopeForm) -> str:
    """The form's errors, a line each, with the field's name where one is meant."""
    return "\n".join(
        f"{form.fields[name].label}: {error}" if name in form.fields else str(error)
        for name, errors in form.errors.items()
        for error in errors
    )
