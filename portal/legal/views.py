"""One page, in the reader's language or the one it falls back to."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from kb.reading.body import prepare
from portal import actors, locales
from portal.caching.areas import Area
from portal.caching.pages import public_page
from portal.legal.reading import Unknown, resolve


@public_page(Area.HELP)
def read(request: HttpRequest, kind: str) -> HttpResponse:
    """What the editors have published under this address; it may lead to articles."""
    try:
        reading = resolve(kind, locales.in_force(), actors.of(request))
    except Unknown as error:
        raise Http404 from error
    context = {
        "reading": reading,
        "page": reading.page,
        "page_slugs": prepare(reading.page.body),
        "language_links": reading.translations,
    }
    return render(request, "legal/page.html", context)
