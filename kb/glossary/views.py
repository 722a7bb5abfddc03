"""For readers: the words that the texts of a language use, and what they mean."""

from django.core.paginator import InvalidPage, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from kb.glossary.kept import words_of
from portal import locales
from portal.caching.areas import Area
from portal.caching.pages import public_page
from portal.caching.queries import page_number

SHOWN = 100


@public_page(Area.HELP, allowed_query={"page": page_number})
def words(request: HttpRequest) -> HttpResponse:
    """Those that have a meaning in the reader's language, by the alphabet."""
    pages = Paginator(words_of(locales.in_force()).explained, SHOWN)
    try:
        page = pages.page(request.GET.get("page") or 1)
    except InvalidPage as error:
        raise Http404 from error
    return render(request, "kb/words.html", {"words": page})
