"""/robots.txt (RFC 9309): what search engines need not look at, and where the sitemaps are."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from portal.addresses import absolute

# The desk, what each reader has of their own, and searches, of which there is no end.
NOT_FOR_ENGINES = ("/cms/", "/api/", "/*/account/", "/*/search/", "/*/community/ask/")
KEPT = 3_600


@require_safe
def serve(request: HttpRequest) -> HttpResponse:
    """The same for everybody."""
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in NOT_FOR_ENGINES),
        f"Sitemap: {absolute(reverse('sitemaps'))}",
    ]
    return HttpResponse(
        "".join(f"{line}\n" for line in lines),
        content_type="text/plain; charset=utf-8",
        headers={"Cache-Control": f"public, max-age={KEPT}"},
    )
