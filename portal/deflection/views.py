"""Opening a suggestion: counted, then led on to it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from portal import actors
from portal.actors import Uncounted
from portal.deflection import attempts, suggesting


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def open_suggestion(request: HttpRequest, signed: str) -> HttpResponse:
    """Count that a suggestion was opened, and lead on to it; a ping (POST) is only counted.

    Exempt: the signature is proof, and it changes nothing for anybody.
    """
    opening = suggesting.read(signed)
    if opening is None:
        raise Http404
    actor = actors.of(request)
    if request.method != "HEAD" and actor.uncounted is not Uncounted.PREFETCH:
        attempts.open_suggestion(
            actor, opening.attempt, opening.key, item_kind=opening.kind, item=opening.item
        )
    return HttpResponse(status=204) if request.method == "POST" else redirect(opening.url)
