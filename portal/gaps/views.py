"""Content gaps as pages of the editors', for those who see the report."""

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.auth import user_passes_test
from wagtail.log_actions import log

from portal import actors, cldr, locales
from portal.framing import framed
from portal.gaps import decisions, effects, failing
from portal.gaps.forms import DismissForm, FilterForm, Filters
from portal.gaps.listing import cards, title_of
from portal.gaps.models import LEAST_VISITS, Gap, GapQuerySet, State
from portal.journal import days

DISMISSED, FINISHED, REOPENED = "gaps.dismissed", "gaps.finished", "gaps.reopened"
_ON_A_PAGE = 10


# Whoever sees the report sees the gaps.
may_see = actors.account_may("report.see")


@never_cache
@require_safe
@user_passes_test(may_see)
def index(request: HttpRequest) -> HttpResponse:
    """The gaps of one state, what failed the most readers first.

    Refuses a language that is not theirs.
    """
    languages = actors.of(request).languages_of("report.see")
    asked = actors.of(request).languages_of("report.see", asked=request.GET.get("locale", ""))
    filters = FilterForm(request.GET, languages=languages).filters
    gaps = Gap.objects.shown().filter(state=filters.state).of_readers(asked)
    pages = Paginator(gaps.to_read(languages), _ON_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    actor = actors.on_behalf_of(request.user, locales.in_force())  # type: ignore[arg-type]
    context = framed(_("Content gaps")) | {
        "form": FilterForm(
            {"state": filters.state, "locale": filters.locale}, languages=languages
        ),
        "filters": filters,
        "address": _address_of(filters),
        "page": page,
        "listed": cards(page.object_list, actor=actor, today=days.day_of()),
        "period": cldr.number(failing.PERIOD.days),
    }
    return render(request, "gaps/index.html", context | of_cards())


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@user_passes_test(may_see)
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that it is no gap, and why."""
    languages = actors.of(request).languages_of("report.see")
    gap = get_object_or_404(_decided_by(languages).to_read(languages), pk=pk)
    form = DismissForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if not decisions.dismiss(gap, form.cleaned_data["reason"]):
            raise Http404
        log(gap, DISMISSED, user=request.user)
        messages.success(request, _("The gap is dismissed."))
        return redirect("content_gaps")
    title = _("Dismiss a gap")
    context = framed(title, (reverse("content_gaps"), _("Content gaps")))
    context |= {
        "form": form,
        "title": title_of(gap, locales.in_force()),
        "least": cldr.number(LEAST_VISITS),
    }
    return render(request, "gaps/dismiss.html", context)


@never_cache
@require_POST
@user_passes_test(may_see)
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that it is answered, where no new article tells."""
    gaps = _decided_by(actors.of(request).languages_of("report.see"))
    gap = get_object_or_404(gaps, pk=pk, state=State.OPEN)
    decisions.finish(gap, days.day_of())
    log(gap, FINISHED, user=request.user)
    messages.success(
        request, _("The gap is done. It opens again if search does not find the answer tonight.")
    )
    return redirect("content_gaps")


@never_cache
@require_POST
@user_passes_test(may_see)
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it up again."""
    gaps = _decided_by(actors.of(request).languages_of("report.see"))
    gap = get_object_or_404(gaps, pk=pk, state=State.DISMISSED)
    decisions.reopen(gap)
    log(gap, REOPENED, user=request.user)
    messages.success(request, _("The gap is open again."))
    return redirect("content_gaps")


def _decided_by(languages: Collection[str]) -> GapQuerySet:
    """What is decided holds for all its readers, so all of them must be one's own."""
    return Gap.objects.shown().of_readers_alone(languages)


def of_cards() -> dict[str, Any]:
    """What the words on every card need."""
    return {
        "least": cldr.number(LEAST_VISITS),
        "enough": cldr.number(effects.LEAST),
        "is_sample": settings.DEMO,
    }


def _address_of(filters: Filters) -> str:
    """The address of the list as it is filtered, to which a page is added."""
    return f"?state={filters.state}&locale={filters.locale}"
