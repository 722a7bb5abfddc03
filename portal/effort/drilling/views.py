"""The page of one figure: its groups by topic, product, market, article, search or language."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin.auth import user_passes_test

from portal import cldr
from portal.actors import Actor
from portal.effort import groups, periods, views
from portal.effort.cells import Cell
from portal.effort.counts import SMALL
from portal.effort.figures import BY_KEY, Figure
from portal.effort.groups import Group
from portal.effort.naming import Named, names
from portal.effort.narrowing import read
from portal.framing import framed

_ON_A_PAGE = 25


@dataclass(frozen=True, slots=True)
class NamedGroup:
    """A group as it is shown."""

    named: Named
    cell: Cell


@never_cache
@require_safe
@user_passes_test(views.may_see)
def figure(request: HttpRequest, key: str) -> HttpResponse:
    """A figure of the table, group by group; 404 for none, 400 for what is no period or group."""
    found = BY_KEY.get(key)
    if found is None or not found.is_compared:
        raise Http404
    actor = views.actor_of(request)
    form = periods.of_figure(request.GET, found, actor.languages_of("report.see"))
    context = _frame(request, found) | {"form": form, "figure": found}
    if not form.is_valid():
        return render(request, "effort/figure.html", context, status=400)
    scope, by = form.scope, form.cleaned_data["by"]
    compared = read(scope)
    grouped = groups.of(found, by, compared)
    page = Paginator(grouped.told, _ON_A_PAGE).get_page(request.GET.get("page"))
    context |= {
        "scope": scope,
        "total": groups.whole(found, compared),
        "page": page,
        "rows": _named(page, by, actor),
        "others": grouped.others,
        "grouping": dict(form.fields["by"].choices)[by],  # type: ignore[attr-defined]
        "is_part": by in found.parts,
    }
    return render(request, "effort/figure.html", context)


def _frame(request: HttpRequest, figure: Figure) -> dict[str, Any]:
    asked = request.GET.copy()
    for name in ("page", "by"):
        asked.pop(name, None)
    address = f"{reverse('effort_report')}?{asked.urlencode()}".rstrip("?")
    own = request.GET.copy()
    own.pop("page", None)
    return framed(figure.title, (address, _("Support effort")), icon="glasses") | {
        "address": f"?{own.urlencode()}",
        "report_address": address,
        "least": cldr.number(SMALL),
        "is_sample": settings.DEMO,
    }


def _named(page: Page[Group], by: str, actor: Actor) -> list[NamedGroup]:
    called = names(by, [row.value for row in page], actor)
    return [NamedGroup(called[row.value], row.cell) for row in page]
