"""Counting that somebody called, chatted or came instead of writing."""

from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from portal import actors, journal
from portal.journal.models import StepKind
from portal.support import taps


@csrf_exempt
@require_POST
@never_cache
def tap(request: HttpRequest, signed: str) -> HttpResponse:
    """Count that a way was taken. Exempt: the signature is proof, and it changes nothing."""
    try:
        taken = taps.read(signed)
    except (BadSignature, TypeError, ValueError):
        return HttpResponse(status=404)
    journal.record(
        actors.of(request),
        StepKind.WAY_TAKEN,
        item_kind=taken.kind,
        market=taken.market,
        reader_locale=taken.locale,
    )
    return HttpResponse(status=204)
