"""The search page, and the counting of what is opened on it."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from portal import actors, journal, locales
from portal.journal.models import StepKind
from portal.journal.pages import CountedPage
from portal.limits import paces
from search import service
from search.queries import clean, facets, narrowing, parameters
from search.queries.asking_for_a_person import asks_for_a_person, asks_for_nothing_else
from search.queries.parameters import PAGE_SIZE
from search.ranking import MOST_RESULTS
from search.results import Results, clicks


@dataclass(frozen=True, slots=True)
class _Pages:
    """The page a reader is on, as components/pagination.html expects it."""

    number: int
    num_pages: int

    @property
    def paginator(self) -> "_Pages":
        return self

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def has_next(self) -> bool:
        return self.number < self.num_pages

    @property
    def previous_page_number(self) -> int:
        return self.number - 1

    @property
    def next_page_number(self) -> int:
        return self.number + 1


@require_safe
@never_cache
def page(request: HttpRequest) -> HttpResponse:
    """The search page. Strange parameters are ignored rather than refused: a person reads this."""
    paces.take("search", actors.of(request))
    query = clean(request.GET.get("q", ""))
    if not query:
        return render(request, "search/page.html", {"query": query})
    audience = service.audience_of(actors.of(request))
    offered = facets.offered(actors.of(request), audience, locales.in_force())
    narrow = narrowing.read(facets.renewed(request.GET.dict(), offered), query, offered)
    search = partial(
        service.search,
        query=query,
        locale=request.LANGUAGE_CODE,
        audience=audience,
        kinds=parameters.kinds(narrow.chosen),
        topics=narrow.values("topic"),
        products=narrow.values("product"),
        markets=narrow.values("market"),
        market=narrow.value("market") or actors.of(request).market,
        newest_first=narrow.newest_first,
    )
    results = search(page=_page_number(request.GET.get("page", "")))
    if results.page > (last := _last_page(results)):
        # The list may have become shorter since the page that led here.
        results = search(page=last)
    shown = _shown(results, narrow)
    shown["asks_for_a_person"] = asks_for_a_person(query, locales.in_force())
    content = render_to_string("search/page.html", shown, request)
    if results.page > 1:
        return HttpResponse(content)
    return CountedPage(
        content,
        actors.of(request),
        StepKind.SEARCH,
        query=query,
        weak=results.weak and not asks_for_nothing_else(query, locales.in_force()),
        product=narrow.value("product"),
        market=narrow.value("market"),
    )


@csrf_exempt
@require_POST
@never_cache
def click(request: HttpRequest, signed: str) -> HttpResponse:
    """Count that a result was opened. Exempt: the signature is proof, and it changes nothing."""
    opened = clicks.read(signed)
    if opened is None:
        return HttpResponse(status=404)
    journal.record(
        actors.of(request),
        StepKind.CLICK,
        family=opened.family,
        item_kind=opened.item_kind,
        reader_locale=opened.reader_locale,
        text_locale=opened.text_locale,
        is_fallback=opened.is_fallback,
        rank=opened.rank,
    )
    return HttpResponse(status=204)


def _shown(results: Results, narrow: narrowing.Narrowing) -> dict[str, Any]:
    before = (results.page - 1) * results.page_size
    counted = [
        (hit, clicks.address(hit, results.locale, before + number))
        for number, hit in enumerate(results.results, start=1)
    ]
    return {
        "query": narrow.query,
        "narrow": narrow,
        "results": results,
        "hits": counted[: len(counted) - results.folded],
        "foreign": counted[len(counted) - results.folded :],
        "page_obj": _Pages(results.page, _last_page(results)),
        "kept": f"{narrow.address()}&",
        "meant": narrow.address(q=results.did_you_mean),
    }


def _last_page(results: Results) -> int:
    return max(-(-min(results.native, MOST_RESULTS) // results.page_size), 1)


def _page_number(text: str) -> int:
    is_number = text.isascii() and text.isdigit() and len(text) <= 6
    return min(max(int(text), 1), MOST_RESULTS // PAGE_SIZE) if is_number else 1
