"""Choosing a market, and counting that somebody called, chatted or came instead of writing."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import get_script_prefix
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from portal import actors, journal, locales, markets
from portal.journal.models import StepKind
from portal.limits.decorators import anonymous_safe_post
from portal.support import choosing, taps
from portal.text.links import is_page_here


@anonymous_safe_post
@require_POST
@never_cache
def choose_market(request: HttpRequest) -> HttpResponse:
    """Keep the reader's market in the browser, and lead back to the page it was chosen on."""
    response = HttpResponseRedirect(_back(request))
    chosen = request.POST.get("market", "")
    # What is not offered, or no longer, is not kept.
    if choosing.read(chosen).is_made:
        markets.CHOICE.give(response, chosen, is_secure=request.is_secure())
    return response


def _back(request: HttpRequest) -> str:
    """The page that the form stood on, with its query where the browser tells that."""
    path = request.POST.get("next", "")
    if not is_page_here(path):
        return f"{get_script_prefix()}{locales.in_force()}/"
    try:
        page = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return path
    return f"{path}?{page.query}" if page.query and page.path == path else path


@csrf_exempt
@require_POST
@never_cache
def tap(request: HttpRequest, signed: str) -> HttpResponse:
    """Count that a way was taken. Exempt: the signature is proof, and it changes nothing."""
    taken = taps.read(signed)
    if taken is None:
        return HttpResponse(status=404)
    journal.record(
        actors.of(request),
        StepKind.WAY_TAKEN,
        item_kind=taken.kind,
        market=taken.market,
        reader_locale=taken.locale,
    )
    return HttpResponse(status=204)
