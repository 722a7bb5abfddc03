"""Searching: the one door for the search page and its box, the API, and other rooms."""

import logging
from collections.abc import Collection, Sequence
from dataclasses import replace

from django.contrib.auth.models import Group

from portal.actors import Actor
from search import engines
from search.documents import MEMBERS, PUBLIC, Kind, group
from search.engines.base import Engine, EngineError
from search.queries import Query, clean, recognition
from search.queries.asking_for_a_person import asks_for_nothing_else
from search.ranking import MOST_RESULTS
from search.results import Results
from search.retrieval import finding, fusion
from search.retrieval.filters import Filters
from search.retrieval.finding import Found
from search.retrieval.hits import hit_of
from search.retrieval.readers import Reader
from search.semantic import asking
from search.tuning import in_force

logger = logging.getLogger(__name__)


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
    market: str = "",
    without: Collection[str] = (),
    newest_first: bool = False,
    is_typing: bool = False,
    at_work: bool = False,
    page: int = 1,
    page_size: int = 10,
) -> Results:
    """Answers to a query for a reader of this language. Never raises for what was typed.

    `markets` leaves out what is for others; `market`, the reader's own, only puts it last.
    `without` names hits ("kind:id") that must not come. `is_typing`: at each key, so the last word
    may be unfinished, nobody waits for a vector, and the hits are without excerpts. `at_work`: by
    the worker, which waits for a vector as long as it may take.
    """
    wait = asking.WORKING if at_work else asking.TYPING if is_typing else asking.READING
    page_size = min(max(page_size, 1), MOST_RESULTS)
    page = min(max(page, 1), MOST_RESULTS // page_size)
    filters = Filters(
        audience=audience,
        kinds=kinds or (),
        topics=topics,
        products=products,
        markets=markets,
        without=tuple(without),
        newest_first=newest_first,
    )
    asked = clean(query)
    try:
        results, degraded = engines.answered(
            lambda engine: _search(
                engine, asked, locale, filters, market, page, page_size, is_typing, wait
            )
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
    engine: Engine,
    asked: str,
    locale: str,
    filters: Filters,
    market: str,
    page: int,
    page_size: int,
    is_typing: bool,
    wait: float,
) -> Results:
    rules = in_force.current().of(locale)
    typed = rules.parse(asked)
    meant = recognition.first(typed)
    reader = Reader(meant.codes, filters, page, page_size, market)
    queries = finding.queries(meant, is_unfinished=is_typing)
    pins = () if filters.newest_first else rules.pinned(queries[0])
    strict = _strict_floors(queries[0])
    by_words = filters.newest_first or strict
    meaning = None if by_words else asking.meaning_of(queries[0], wait)
    guesses = [
        finding.batch(reader, one, finding.queries(one))
        for one in recognition.others(queries[0], reader.codes)
    ]
    first = finding.batch(reader, meant, queries, pins, meaning)
    if strict:
        first = replace(first, floors=strict)
    if strict is fusion.NO_TEXT:
        guesses = []
    found = finding.find(engine, reader, [first, *guesses], pins)
    return _told(engine.name, reader, asked, found, is_brief=is_typing)


def _strict_floors(query: Query) -> fusion.Floors | None:
    """What a text must contain where words alone decide; None for an ordinary search.

    Meaning takes slips of the fingers for something, and for who asks for a person it finds what
    talks about talking.
    """
    if asks_for_nothing_else(query.text, query.locale):
        return fusion.NO_TEXT
    return fusion.HARDLY_WORDS if recognition.is_hardly_words(query) else None


def _told(engine: str, reader: Reader, asked: str, found: Found, *, is_brief: bool) -> Results:
    """The page of what was found; the last one has what is in other languages, too."""
    listing, text = found.listing, found.interpretation.text
    if not reader.filters.newest_first:
        listing = listing.elsewhere_last(reader.market)
    start = reader.offset - listing.start
    own = listing.own[start : start + reader.page_size]
    is_last = reader.offset < max(listing.total, 1) <= reader.offset + reader.page_size
    foreign = listing.foreign if is_last else ()
    return Results(
        query=asked,
        locale=reader.locale,
        engine=engine,
        total=listing.total + len(listing.foreign),
        native=listing.total,
        did_you_mean=found.correction if text == asked else text,
        results=tuple(hit_of(one, reader, engine, is_brief=is_brief) for one in (*own, *foreign)),
        folded=len(foreign),
        weak=listing.unsure,
        page=reader.page,
        page_size=reader.page_size,
    )
