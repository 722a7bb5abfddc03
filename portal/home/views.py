"""The front page, and the way to it."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language

from portal import locales
from portal.caching.pages import public_page
from portal.home import front as front_page
from portal.home.context import front_url


def root(request: HttpRequest) -> HttpResponse:
    """From `/` to the front page in the reader's language, with the query."""
    query = request.META.get("QUERY_STRING", "")
    address = front_url(get_language() or locales.DEFAULT)
    return HttpResponseRedirect(f"{address}?{query}" if query else address)


@public_page()
def front(request: HttpRequest) -> HttpResponse:
    """A language's front page."""
    code = get_language() or locales.DEFAULT
    context = {
        "topics": front_page.topics(code, request.user),
        "popular": front_page.popular(code, request.user),
        "threads": front_page.latest_threads(code),
    }
    return render(request, "home/front.html", context)
