"""Searching: the one door for the search page, the API, suggestions and other rooms."""

import logging
from collections.abc import Collection, Sequence
from dataclasses import replace

from django.contrib.auth.models import Group

from portal import locales
from portal.actors import Actor
from search import by_meaning, by_words, engines, recognition
from search.documents import MEMBERS, PUBLIC, Kind, group
from search.engines.base import Engine, EngineError
from search.filters import Filters
from search.hits import hit_of
from search.queries import clean
from search.ranking import FLOOR, MOST_RESULTS
from search.readers import Reader
from search.results import Hit, Results
from search.semantic.asking import meaning_of
from search.tuning import in_force

logger = logging.getLogger(__name__)

# Beyond this many words it is a description, not words being typed.
_WORDS_BEING_TYPED = 6


def audience_of(actor: Actor) -> tuple[str, ...]:
    """The audiences that a reader belongs to."""
    if not actor.is_member:
        return (PUBLIC,)
    if actor.privileged is None:
        return (PUBLIC, MEMBERS)
    # An administrator is in every group.
    groups = (Group.objects.all() if actor.owns_site else actor.privileged.groups).order_by("pk")
    return (PUBLIC, MEMBERS, *(group(pk) for pk in groups.values_list("pk", flat=True)))


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
    try:
        results, degraded = engines.answered(
            lambda engine: _search(engine, asked, locale, filters, page, page_size)
        )
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
    engine: Engine, asked: str, locale: str, filters: Filters, page: int, page_size: int
) -> Results:
    rules = in_force.current().of(locale)
    typed = rules.parse(asked)
    reading = recognition.first(typed)
    reader = Reader(reading.codes, filters, page, page_size)
    queries = by_words.queries(reading)
    pins = rules.pinned(queries[0])
    guesses = [
        (one, by_words.asking(reader, one, by_words.queries(one)))
        for one in recognition.others(queries[0], reader.codes)
    ]
    every = [request for _reading, some in guesses for request in some]
    if meaning := None if filters.newest_first else meaning_of(queries[0]):
        results, guessed = by_meaning.search(engine, reader, queries, pins, every, meaning)
    else:
        results, guessed = by_words.search(engine, reader, reading, queries, pins, every)
    if reading.text != typed.text:
        results = replace(results, query=asked, did_you_mean=reading.text)
    return by_words.first_that_fits(results, reader, guesses, guessed)


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
    requests = [
        filters.request(one, codes[:number], 0, limit) for number, one in enumerate(queries)
    ]
    if not floor:
        # Whoever is typing is shown other languages when they have the very words.
        requests[1:] = [replace(one, is_guess=True) for one in requests[1:]]
    answers = engine.search(requests)
    hits: list[Hit] = []
    for number in range(len(codes)):
        answer = answers[number]
        found = [
            hit_of(match, answer, codes[0], FLOOR.suggestion, brief=brief)
            for match in answer.matches
        ]
        hits += [
            replace(hit, engine=engine.name)
            for hit in found
            if hit.fits or (not floor and number == 0)
        ]
        if len(hits) >= limit:
            break
    return hits[:limit]
