"""Last year's tickets as a page of the editors': the file in, and what the search says to it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.auth import user_passes_test

from portal import actors, cldr, locales
from portal.effort.tickets import keeping, reading, telling
from portal.effort.tickets.forms import TicketsForm
from portal.framing import framed

_sees = actors.account_may("report.see")
_feeds = actors.account_may("report.feed")


def may_open(user: Any) -> bool:
    """Who sees the figures, and who brings the file."""
    return _sees(user) or _feeds(user)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@user_passes_test(may_open)
def last_tickets(request: HttpRequest) -> HttpResponse:
    """What is counted; posted, a file is read: all of it, or nothing."""
    if request.method != "POST":
        return _show(request)
    if not _feeds(request.user):
        raise PermissionDenied
    form = TicketsForm(request.POST, request.FILES, languages=_fed(request))
    if form.is_valid():
        number = keeping.replace(form.cleaned_data["file"], form.languages)
        text = ngettext(
            "%(number)s ticket is being looked up.",
            "%(number)s tickets are being looked up.",
            number,
        )
        messages.success(request, text % {"number": cldr.number(number)})
        return redirect("last_tickets")
    return _show(request, form)


def _show(request: HttpRequest, form: TicketsForm | None = None) -> HttpResponse:
    above = (reverse("effort_report"), _("Support effort"))
    title = _("What last year’s tickets tell")
    fed = _fed(request)
    context = framed(title, *([above] if _sees(request.user) else []), icon="upload") | {
        "upload": (form or TicketsForm(languages=fed)) if fed else None,
        "columns": ", ".join(reading.COLUMNS),
        "names_all": locales.are_all(fed),
        "languages": fed,
        "first": locales.get(locales.DEFAULT),
        "fewest": telling.FEWEST,
        "sure_of_none": telling.SURE_OF_NONE,
        "told": telling.told(_seen(request) or fed, locales.in_force()),
    }
    return render(
        request, "effort/tickets/page.html", context, status=422 if form is not None else 200
    )


def _fed(request: HttpRequest) -> tuple[str, ...]:
    """The languages of whose readers they tell."""
    return actors.of(request).languages_of("report.feed")


def _seen(request: HttpRequest) -> tuple[str, ...]:
    """The languages whose figures they may see; who only tells sees what they told."""
    return actors.of(request).languages_of("report.see")
