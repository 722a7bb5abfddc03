"""The counting image: no content, no cache, no cookie, and nothing that the reader sees.

What could not be counted is told by 503, so that logs and probes know of it.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from portal import actors, journal
from portal.journal import counting


@require_safe
def count(request: HttpRequest, signed: str) -> HttpResponse:
    """Count the step in the address. HEAD only looks, so it counts nothing."""
    step = counting.read(signed)
    if step is None:
        raise Http404
    is_counted = True
    if request.method == "GET":
        is_counted = journal.record(actors.of(request), step.pop("kind"), **step)
    # Else the session's middleware would delete the cookie of a session that has ended.
    request.COOKIES = {}
    return HttpResponse(status=204 if is_counted else 503, headers={"Cache-Control": "no-store"})
