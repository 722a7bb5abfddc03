"""The search page, the JSON of the API and of suggestions, and the counting of clicks."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override, pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from portal import actors, cldr, journal, locales
from portal.journal.models import StepKind
from portal.journal.pages import CountedPage
from portal.limits import TooMany, paces
from search import service
from search.queries import clean, facets, narrowing, parameters
from search.queries.asking_for_a_person import asks_for_a_person, asks_for_nothing_else
from search.queries.parameters import PAGE_SIZE, BadParameterError
from search.ranking import MOST_RESULTS
from search.results import Hit, Results, clicks
from search.suggestions import contact_card, past_queries

_MOST_SUGGESTED = 6


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


@require_safe
@never_cache
def api(request: HttpRequest) -> JsonResponse:
    """`GET /api/search/`: answers as JSON; 400 with a reason for what cannot be asked."""
    audience = service.audience_of(actors.of(request))

    def offered(locale: str) -> facets.Offered:
        return facets.offered(actors.of(request), audience, locale)

    try:
        paces.take("search", actors.of(request))
        asked = parameters.read(request.GET.dict(), locales.in_force(), offered)
    except BadParameterError as error:
        return _refused(error)
    except TooMany as error:
        return _too_many(error)
    results = service.search(
        query=asked.query,
        locale=asked.locale,
        audience=audience,
        kinds=asked.kinds,
        topics=asked.topics,
        products=asked.products,
        markets=asked.markets,
        newest_first=asked.newest_first,
        page=asked.page,
        page_size=asked.page_size,
    )
    return _json(
        {
            "query": results.query,
            "locale": results.locale,
            "engine": results.engine,
            "degraded": results.degraded,
            "total": results.total,
            "did_you_mean": results.did_you_mean or None,
            "results": [_as_json(hit) for hit in results.results],
        }
    )


@require_safe
@never_cache
def suggest(request: HttpRequest) -> JsonResponse:
    """`GET /api/suggest/`: titles, and searches of others, for words being typed."""
    query = clean(request.GET.get("q", ""))
    locale = locales.resolve(request.GET.get("locale", "")) or locales.in_force()
    try:
        paces.take("suggest", actors.of(request))
        kinds = parameters.kinds(request.GET.dict())
    except BadParameterError as error:
        return _refused(error)
    except TooMany as error:
        return _too_many(error)
    audience = service.audience_of(actors.of(request))
    found = service.search(
        query=query,
        locale=locale,
        audience=audience,
        market=actors.of(request).market,
        kinds=kinds,
        is_typing=True,
        page_size=_MOST_SUGGESTED,
    )
    hits = found.results[:_MOST_SUGGESTED]
    searches = past_queries.starting_with(query, locale)
    # The page that asks may be in another language than the browser.
    with override(locale):
        ways = contact_card.entries(query, actors.of(request).market, locale)
        return _json(_suggested(query, locale, hits, searches, ways))


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


def _suggested(
    query: str,
    locale: str,
    hits: Sequence[Hit],
    searches: Sequence[str],
    ways: Sequence[dict[str, Any]],
) -> dict[str, Any]:
    """What the search box is told, in the language in force."""
    count = len(ways) + len(hits) + len(searches)
    status = ngettext("%(count)s suggestion", "%(count)s suggestions", count) % {
        "count": cldr.number(count)
    }
    address = reverse("search:page")
    return {
        "query": query,
        "locale": locale,
        "status": status if count else _("No suggestions"),
        "contact": ways,
        "suggestions": [
            {
                "id": hit.id,
                "kind": hit.kind,
                "kind_name": str(hit.kind_name),
                "locale": hit.locale,
                "direction": locales.direction(hit.locale),
                "is_foreign": hit.is_foreign,
                "is_outdated": hit.is_outdated,
                "mark": hit.mark,
                "markets": hit.markets,
                "title": hit.title,
                "url": hit.url,
            }
            for hit in hits
        ],
        "searches_name": pgettext("noun", "Search"),
        "searches": [
            {"query": one, "url": f"{address}?{urlencode({'q': one})}"} for one in searches
        ],
    }


def _last_page(results: Results) -> int:
    return max(-(-min(results.native, MOST_RESULTS) // results.page_size), 1)


def _page_number(text: str) -> int:
    is_number = text.isascii() and text.isdigit() and len(text) <= 6
    return min(max(int(text), 1), MOST_RESULTS // PAGE_SIZE) if is_number else 1


def _as_json(hit: Hit) -> dict[str, Any]:
    return {
        "id": hit.id,
        "kind": hit.kind,
        "locale": hit.locale,
        "is_outdated": hit.is_outdated,
        "markets": hit.markets,
        "title": hit.title,
        "url": hit.url,
        "excerpt": str(hit.excerpt),
        "score": hit.score,
    }


def _json(content: dict[str, Any], status: int = 200) -> JsonResponse:
    return JsonResponse(content, status=status, json_dumps_params={"ensure_ascii": False})


def _refused(error: BadParameterError) -> JsonResponse:
    return _json({"error": {"parameter": error.name, "reason": error.reason}}, 400)


def _too_many(error: TooMany) -> JsonResponse:
    reason = _("There are too many searches at the moment. Try again soon.")
    response = _json({"error": {"parameter": None, "reason": reason}}, 429)
    response["Retry-After"] = str(error.seconds)
    return response
