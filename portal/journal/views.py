"""The counting image: no content, no cache, no cookie, and never an error for the reader."""

from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from portal import actors, journal
from portal.journal import counting


@require_safe
def count(request: HttpRequest, signed: str) -> HttpResponse:
    """Count the step in the address. HEAD only looks, so it counts nothing."""
    try:
        step = counting.read(signed)
    except (BadSignature, ValueError) as error:
        raise Http404 from error
    if request.method == "GET":
        journal.record(actors.of(request), step.pop("kind"), **step)
    # Else the session's middleware would delete the cookie of a session that has ended.
    request.COOKIES = {}
    return HttpResponse(status=204, headers={"Cache-Control": "no-store"})
