"""The articles behind a mark on the time axis that only says how many they are."""

from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin.auth import user_passes_test

from portal import actors, locales
from portal.effort import periods
from portal.effort.timeline.articles import entries
from search.tuning.admin.framing import framed

_ON_A_PAGE = 50


@never_cache
@require_safe
@user_passes_test(actors.account_may("report.see"))
def article_changes(request: HttpRequest) -> HttpResponse:
    """Each time that an article was published or taken back; 400 for what is no period."""
    form = periods.asked_for(request.GET)
    above = (reverse("effort_report"), _("Support effort"))
    context = framed(_("What happened to articles"), above, icon="glasses") | {"form": form}
    if not form.is_valid():
        return render(request, "effort/articles.html", context, status=400)
    scope = form.scope
    found = entries(scope.first, scope.last, scope.languages or locales.codes())
    rows = found.values(
        "day", "code", "what", title=F("page__title"), slug=F("page__helppage__family__slug")
    )
    query = request.GET.copy()
    query.pop("page", None)
    context |= {
        "scope": scope,
        "query": query.urlencode(),
        "page": Paginator(rows, _ON_A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "effort/articles.html", context)
