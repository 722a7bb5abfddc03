"""For readers: the words that the texts of a language use, and what they mean."""

from django.core.paginator import InvalidPage, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from kb.glossary.kept import Entry, words_of
from portal import locales
from portal.caching.pages import public_page
from portal.caching.queries import page_number

SHOWN = 100


@public_page(allowed_query={"page": page_number})
def words(request: HttpRequest) -> HttpResponse:
    """Those that have a meaning in the reader's language, by the alphabet."""
    pages = Paginator(defined(locales.in_force()), SHOWN)
    try:
        page = pages.page(request.GET.get("page") or 1)
    except InvalidPage as error:
        raise Http404 from error
    return render(request, "kb/words.html", {"words": page})


def defined(locale: str) -> list[Entry]:
    """The terms with a definition in a language."""
    entries = (entry for entry in words_of(locale).entries.values() if entry.definition)
    return sorted(entries, key=lambda entry: (entry.word.casefold(), entry.term))
