"""The owner's numbers as a page of the editors', for those with the right to tell them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.admin.auth import user_passes_test

from portal import actors, cldr
from portal.effort.models import Series
from portal.effort.own import keeping, reading
from portal.effort.own.forms import MinutesForm, UploadForm
from portal.framing import framed

_SHOWN = 28
"""So many of the last days are shown back."""

may_feed = actors.account_may("report.feed")
may_feed_whole = actors.account_may("report.feed_whole")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@user_passes_test(may_feed)
def own_numbers(request: HttpRequest) -> HttpResponse:
    """What is kept; posted, a file is read: all of it, or nothing."""
    if request.method != "POST":
        return _show(request)
    form = UploadForm(request.POST, request.FILES, languages=_own(request))
    if form.is_valid() and (number := form.keep()) is not None:
        text = ngettext("%(number)s number was kept.", "%(number)s numbers were kept.", number)
        messages.success(request, text % {"number": cldr.number(number)})
        return redirect("own_numbers")
    return _show(request, upload=form)


@never_cache
@require_POST
@user_passes_test(may_feed_whole)
def minutes(request: HttpRequest) -> HttpResponse:
    """Keep how long one request takes, whatever its language."""
    form = MinutesForm(request.POST)
    if not form.is_valid():
        return _show(request, minutes=form)
    keeping.set_minutes(form.cleaned_data["minutes"])
    messages.success(request, _("The minutes per request are kept."))
    return redirect("own_numbers")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@user_passes_test(may_feed)
def forget(request: HttpRequest, series: str) -> HttpResponse:
    """Delete a series, after a question."""
    kept = next((one for one in keeping.kept(_own(request)) if one.series == series), None)
    if kept is None:
        raise Http404
    if request.method == "POST":
        keeping.forget(kept.series, _own(request))
        messages.success(request, _("“%(series)s” is deleted.") % {"series": kept.series.label})
        return redirect("own_numbers")
    above = (reverse("own_numbers"), _("Your own numbers"))
    title = _("Delete “%(series)s”") % {"series": kept.series.label}
    context = framed(title, above, icon="bin") | {"kept": kept}
    return render(request, "effort/own/forget.html", context)


def _show(
    request: HttpRequest, upload: UploadForm | None = None, minutes: MinutesForm | None = None
) -> HttpResponse:
    context: dict[str, Any] = framed(_("Your own numbers"), icon="upload")
    languages = _own(request)
    context |= {
        "languages": languages,
        "may_feed_whole": may_feed_whole(request.user),
        "upload": upload or UploadForm(languages=languages),
        "minutes": minutes or MinutesForm(initial={"minutes": keeping.minutes_per_request()}),
        "columns": ", ".join(reading.COLUMNS),
        "series": Series.choices,
        "kept": keeping.kept(languages),
        "latest": keeping.latest(_SHOWN, languages),
    }
    wrong = any(form.errors for form in (upload, minutes) if form is not None)
    return render(request, "effort/own/numbers.html", context, status=422 if wrong else 200)


def _own(request: HttpRequest) -> tuple[str, ...]:
    """The languages of whose readers they tell."""
    return actors.of(request).languages_of("report.feed")
