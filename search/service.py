"""Searching: the one door for the search page, the API, suggestions and other rooms."""

import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from django.contrib.auth.models import AnonymousUser

from portal import locales
from portal.accounts.models import User
from search import engines, highlights
from search.documents import MEMBERS, PUBLIC, Kind, group
from search.engines.base import Answer, Engine, EngineError, Match, Request
from search.queries import Query, clean, parse
from search.ranking import FLOOR, MOST_RESULTS
from search.results import Hit, Results

logger = logging.getLogger(__name__)

# Beyond this many words it is a description, not words being typed.
_WORDS_BEING_TYPED = 6


def audience_of(user: User | AnonymousUser) -> tuple[str, ...]:
    """The audiences that a reader belongs to."""
    if not user.is_authenticated:
        return (PUBLIC,)
    groups = user.groups.order_by("pk").values_list("pk", flat=True)
    return (PUBLIC, MEMBERS, *(group(pk) for pk in groups))


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What narrows a search besides the words."""

    audience: Sequence[str] = (PUBLIC,)
    kinds: Collection[Kind] = ()
    topics: Collection[str] = ()
    products: Collection[str] = ()
    markets: Collection[str] = ()
    without: Collection[str] = field(default=())

    def request(self, query: Query, readers: Sequence[str], offset: int, limit: int) -> Request:
        """A request for a language, of a reader whose earlier languages are `readers`."""
        return Request(
            query=query,
            audience=self.audience,
            kinds=self.kinds,
            topics=self.topics,
            products=self.products,
            markets=self.markets,
            without=self.without,
            readers=readers,
            offset=offset,
            limit=limit,
            judged=FLOOR.too_few,
        )


def search(
    *,
    query: str,
    locale: str,
    audience: Sequence[str] = (PUBLIC,),
    kinds: Collection[Kind] | None = None,
    topics: Collection[str] = (),
    products: Collection[str] = (),
    markets: Collection[str] = (),
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
    )
    asked = clean(query)
    engine = engines.engine()
    try:
        return _search(engine, asked, locale, filters, page, page_size)
    except EngineError:
        logger.exception("The engine %s does not answer", engine.name)
    return Results(
        query=asked,
        locale=locale,
        engine=engine.name,
        degraded=True,
        weak=True,
        page=page,
        page_size=page_size,
    )


def _search(
    engine: Engine, asked: str, locale: str, filters: Filters, page: int, page_size: int
) -> Results:
    own, *others = locales.fallback_chain(locale)
    query = parse(asked, own, others=others)
    offset = (page - 1) * page_size
    native = engine.search([filters.request(query, (), offset, page_size)])[0]
    fitting = sum(_fits(match) for match in native.best)
    hits = [_hit(match, native, own) for match in native.matches]
    total, weak = native.total, not fitting
    if fitting < FLOOR.too_few and not query.is_empty:
        foreign = _foreign(engine, asked, locale, filters, offset, page_size, native.total)
        weak = weak and not any(hit.fits for hit in foreign.hits)
        total += foreign.total
        if native.total and offset and foreign.total:
            # The few foreign hits on the first page have moved the others on.
            moved = filters.request(query, (), offset - foreign.total, page_size)
            hits = [_hit(match, native, own) for match in engine.search([moved])[0].matches]
        elif not offset or not native.total:
            hits = _merged(hits, foreign.hits, page_size)
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


@dataclass(frozen=True, slots=True)
class _Foreign:
    """Hits of the fallback languages that belong on this page or are inserted; their number."""

    hits: tuple[Hit, ...] = ()
    total: int = 0


def _foreign(
    engine: Engine,
    asked: str,
    locale: str,
    filters: Filters,
    offset: int,
    page_size: int,
    native: int,
) -> _Foreign:
    """Answers in the languages to fall back to.

    Beside answers in the reader's language only those come that fit, a few; where there are
    none, all of them, language by language.
    """
    codes = locales.fallback_chain(locale)
    if len(codes) < 2:
        return _Foreign()
    queries = [parse(asked, code) for code in codes[1:]]
    first = [
        filters.request(query, codes[: number + 1], 0, page_size)
        for number, query in enumerate(queries)
    ]
    answers = engine.search(first)
    found = [[_hit(match, answer, codes[0]) for match in answer.matches] for answer in answers]
    if native:
        fitting = [hit for hit in chain.from_iterable(found) if hit.fits]
        few = tuple(fitting[: max(page_size // 2, 1)])
        return _Foreign(few, len(few))
    total = sum(answer.total for answer in answers)
    if offset == 0:
        return _Foreign(tuple(islice(chain.from_iterable(found), page_size)), total)
    return _Foreign(_further(engine, filters, queries, codes, answers, offset, page_size), total)


def _further(
    engine: Engine,
    filters: Filters,
    queries: Sequence[Query],
    codes: Sequence[str],
    answers: Sequence[Answer],
    offset: int,
    page_size: int,
) -> tuple[Hit, ...]:
    requests = []
    end = offset + page_size
    before = 0
    for number, (query, answer) in enumerate(zip(queries, answers, strict=True)):
        start = max(offset - before, 0)
        stop = min(end - before, answer.total)
        if start < stop:
            readers = codes[: number + 1]
            requests.append(filters.request(query, readers, start, stop - start))
        before += answer.total
    further = engine.search(requests)
    return tuple(_hit(match, one, codes[0]) for one in further for match in one.matches)


def _merged(native: list[Hit], foreign: Sequence[Hit], page_size: int) -> list[Hit]:
    """A first page: half of it native hits, then the foreign ones, then more native ones."""
    half = page_size - page_size // 2
    return [*native[:half], *foreign, *native[half:]][:page_size]


def _fits(match: Match, floor: float = FLOOR.answer) -> bool:
    return match.cover >= floor


def _hit(match: Match, answer: Answer, reader: str, floor: float = FLOOR.answer) -> Hit:
    document = match.document
    is_foreign = document.locale != reader
    return Hit(
        id=document.key,
        kind=document.kind,
        locale=document.locale,
        title=document.title,
        url=_readers_url(document.url, document.locale, reader) if is_foreign else document.url,
        excerpt=highlights.excerpt(document, answer.marked),
        title_html=highlights.marked(document.title, document.locale, answer.marked),
        score=round(match.score, 4),
        is_foreign=is_foreign,
        family=document.family,
        fits=_fits(match, floor),
    )


def _readers_url(url: str, written_in: str, reader: str) -> str:
    """The same text below the reader's language: the page around it stays in that language."""
    prefix = f"/{written_in}/"
    return f"/{reader}/{url.removeprefix(prefix)}" if url.startswith(prefix) else url


def suggest(
    *,
    query: str,
    locale: str,
    audience: Sequence[str] = (PUBLIC,),
    kinds: Collection[Kind] | None = None,
    limit: int = 6,
    floor: bool = True,
    without: Collection[str] = (),
) -> list[Hit]:
    """The best few answers to words being typed; with `floor`, only what is truly an answer.

    `without` names hits ("kind:id") that must not come.
    """
    filters = Filters(audience=audience, kinds=kinds or (), without=tuple(without))
    engine = engines.engine()
    try:
        return _suggest(engine, clean(query), locale, filters, limit, floor)
    except EngineError:
        logger.exception("The engine %s does not answer", engine.name)
        return []


def _suggest(
    engine: Engine, asked: str, locale: str, filters: Filters, limit: int, floor: bool
) -> list[Hit]:
    codes = locales.fallback_chain(locale)
    typing = len(asked.split()) <= _WORDS_BEING_TYPED
    hits: list[Hit] = []
    for number, code in enumerate(codes):
        others = codes[1:] if number == 0 else ()
        query = parse(asked, code, others=others, is_unfinished=typing)
        if query.is_empty:
            continue
        answer = engine.suggest([filters.request(query, codes[:number], 0, limit)])[0]
        found = [_hit(match, answer, codes[0], FLOOR.suggestion) for match in answer.matches]
        hits += [hit for hit in found if hit.fits or (not floor and number == 0)]
        if len(hits) >= limit:
            break
    return hits[:limit]
