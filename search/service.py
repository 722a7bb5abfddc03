"""Searching: the one door for the search page, the API, suggestions and other rooms."""

import logging
from collections.abc import Collection, Sequence
from dataclasses import replace

from django.contrib.auth.models import AnonymousUser

from portal import locales
from portal.accounts.models import User
from search import by_meaning, engines, fallback
from search.documents import MEMBERS, PUBLIC, Kind, group
from search.engines.base import Engine, EngineError
from search.filters import Filters
from search.hits import hit_of, is_answer
from search.queries import clean
from search.ranking import FLOOR, MOST_RESULTS
from search.recognition import Reading, first, recognised
from search.results import Hit, Results
from search.semantic.asking import meaning_of
from search.tuning import in_force, pinning

logger = logging.getLogger(__name__)

# Beyond this many words it is a description, not words being typed.
_WORDS_BEING_TYPED = 6


def audience_of(user: User | AnonymousUser) -> tuple[str, ...]:
    """The audiences that a reader belongs to."""
    if not user.is_authenticated:
        return (PUBLIC,)
    groups = user.groups.order_by("pk").values_list("pk", flat=True)
    return (PUBLIC, MEMBERS, *(group(pk) for pk in groups))


def search(
    *,
    query: str,
    locale: str,
    audience: Sequence[str] = (PUBLIC,),
    kinds: Collection[Kind] | None = None,
    topics: Collection[str] = (),
    products: Collection[str] = (),
    markets: Collection[str] = (),
    newest_first: bool = False,
    page: int = 1,
    page_size: int = 10,
) -> Results:
    """Answers to a query for a reader of this language. Never raises for what was typed."""
    page_size = min(max(page_size, 1), MOST_RESULTS)
    page = min(max(page, 1), MOST_RESULTS // page_size)
    filters = Filters(
        audience=audience,
        kinds=kinds or (),
        topics=topics,
        products=products,
        markets=markets,
        newest_first=newest_first,
    )
    asked = clean(query)

    def ask(engine: Engine) -> Results:
        def read(reading: Reading) -> Results:
            return _search(engine, reading, locale, filters, page, page_size)

        return recognised(read(first(asked, locale)), locale, read)

    try:
        results, degraded = engines.answered(ask)
    except EngineError:
        logger.exception("No engine answers")
        results, degraded = _nothing(asked, locale, page, page_size), True
    return replace(results, degraded=True) if degraded else results


def _nothing(asked: str, locale: str, page: int, page_size: int) -> Results:
    return Results(
        query=asked,
        locale=locale,
        engine=engines.engine().name,
        weak=True,
        page=page,
        page_size=page_size,
    )


def _search(
    engine: Engine, reading: Reading, locale: str, filters: Filters, page: int, page_size: int
) -> Results:
    asked = reading.text
    codes = (*locales.fallback_chain(locale), *reading.also)
    rules = in_force.current()
    query = rules.of(codes[0]).parse(asked, others=codes[1:])
    fallbacks = [rules.of(code).parse(asked) for code in codes[1:]]
    offset = (page - 1) * page_size
    if meaning := None if filters.newest_first else meaning_of(query):
        pins = rules.of(codes[0]).pinned(query)
        reader = by_meaning.Reader(codes, filters, page, page_size)
        return by_meaning.search(engine, reader, query, fallbacks, pins, meaning)
    # The few foreign hits on the first page move the native ones on by at most this many.
    back = min(offset, fallback.few(page_size))
    requests = [
        filters.request(query, (), offset - back, page_size + back),
        *(
            filters.request(one, codes[:number], 0, fallback.reach(offset, page_size))
            for number, one in enumerate(fallbacks, start=1)
        ),
    ]
    # All in one: an engine far away answers them together, one nearby only those looked at.
    answers = pinning.search(engine, requests, rules.of(codes[0]).pinned(query))
    native = answers[0]
    fitting = sum(is_answer(match) for match in native.best)
    matches = native.matches[back:]
    total, weak = native.total, not fitting
    foreign = fallback.Foreign()
    if fitting < FLOOR.too_few and fallbacks and not query.is_empty:
        if native.total:
            foreign = fallback.beside(answers, codes, page_size)
            moved = max(back - foreign.total, 0) if offset else 0
            matches = native.matches[moved:][:page_size]
        else:
            foreign = fallback.instead(answers, codes, offset, page_size)
        weak = weak and not any(hit.fits for hit in foreign.hits)
        total += foreign.total
    hits = [hit_of(match, native, codes[0]) for match in matches]
    if not offset or not native.total:
        hits = fallback.merged(hits, foreign.hits, page_size)
    return Results(
        query=asked,
        locale=locale,
        engine=engine.name,
        total=total,
        native=native.total,
        did_you_mean=native.correction if fitting < FLOOR.too_few else "",
        results=tuple(hits),
        weak=weak,
        page=page,
        page_size=page_size,
    )


def suggest(
    *,
    query: str,
    locale: str,
    audience: Sequence[str] = (PUBLIC,),
    kinds: Collection[Kind] | None = None,
    limit: int = 6,
    floor: bool = True,
    without: Collection[str] = (),
    brief: bool = False,
) -> list[Hit]:
    """The best few answers to words being typed; with `floor`, only what is truly an answer.

    `without` names hits ("kind:id") that must not come; `brief` ones are without excerpts.
    """
    filters = Filters(audience=audience, kinds=kinds or (), without=tuple(without))
    asked = clean(query)
    try:
        return engines.answered(
            lambda engine: _suggest(engine, asked, locale, filters, limit, floor, brief)
        )[0]
    except EngineError:
        logger.exception("No engine answers")
        return []


def _suggest(
    engine: Engine,
    asked: str,
    locale: str,
    filters: Filters,
    limit: int,
    floor: bool,
    brief: bool,
) -> list[Hit]:
    codes = locales.fallback_chain(locale)
    typing = len(asked.split()) <= _WORDS_BEING_TYPED
    rules = in_force.current()
    queries = [
        rules.of(code).parse(asked, others=codes[1:] if number == 0 else (), is_unfinished=typing)
        for number, code in enumerate(codes)
    ]
    answers = engine.suggest(
        [filters.request(one, codes[:number], 0, limit) for number, one in enumerate(queries)]
    )
    hits: list[Hit] = []
    for number in range(len(codes)):
        answer = answers[number]
        found = [
            hit_of(match, answer, codes[0], FLOOR.suggestion, brief=brief)
            for match in answer.matches
        ]
        hits += [hit for hit in found if hit.fits or (not floor and number == 0)]
        if len(hits) >= limit:
            break
    return hits[:limit]
