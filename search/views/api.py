"""The JSON of the API and of the search box."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override, pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal import actors, cldr, locales
from portal.limits import TooMany, paces
from search import service
from search.queries import clean, facets, parameters
from search.queries.parameters import BadParameterError
from search.results import Hit
from search.suggestions import contact_card, past_queries

_MOST_SUGGESTED = 6


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
