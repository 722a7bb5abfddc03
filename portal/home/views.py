"""The front page, the way to it, and in the demo what editors uploaded."""

import posixpath

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.static import serve

from kb.reading import listing
from portal import actors, locales
from portal.caching.areas import Area
from portal.caching.pages import public_page
from portal.home import front as front_page
from portal.home import hero
from portal.home.context import front_url
from portal.limits.uploads import make_inert

TOPICS = 12
MEMBERS_SHOWN = 4
PUBLIC_MEDIA = {"images", "original_images", "avatar_images"}
"""The folders of MEDIA_ROOT that the demo hands out; in earnest a web server in front serves
`images` alone, see docs/administrating.md."""


def root(request: HttpRequest) -> HttpResponse:
    """From `/` to the front page in the reader's language, with the query."""
    query = request.META.get("QUERY_STRING", "")
    address = front_url(locales.in_force())
    return HttpResponseRedirect(f"{address}?{query}" if query else address)


@public_page(Area.HELP, Area.COMMUNITY)
def front(request: HttpRequest) -> HttpResponse:
    """A language's front page."""
    code, actor = locales.in_force(), actors.of(request)
    tops = front_page.topics(code, actor, at_most=TOPICS)
    band = hero.current()
    popular, threads = front_page.popular(code, actor), front_page.latest_threads(code)
    context = {
        "sections": listing.sections(code, actor, members_shown=MEMBERS_SHOWN, tops=tops),
        "popular": popular,
        "others": front_page.in_no_topic(code, actor, without=popular),
        "threads": threads,
        "band": band,
        "band_words": band.words.get(code, ""),
        "takes_questions": bool(threads) or front_page.takes_questions(code),
    }
    return render(request, "home/front.html", context)


def uploaded(request: HttpRequest, path: str) -> HttpResponse | FileResponse:
    """A picture that editors uploaded. It is never a page: nothing in it runs or is sniffed.

    Nothing else is found here: documents are served by Wagtail, which asks who may have them.
    """
    if posixpath.normpath(path).lstrip("/").partition("/")[0] not in PUBLIC_MEDIA:
        raise Http404
    try:
        response = serve(request, path, str(settings.MEDIA_ROOT))
    except OSError as error:  # A name that no file can have.
        raise Http404 from error
    make_inert(response)
    return response
