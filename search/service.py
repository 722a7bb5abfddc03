"""Searching: the one door for the search page, the API, suggestions and other rooms."""

import logging
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

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
    newest_first: bool = False

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
            newest_first=self.newest_first,
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
        return _search(engine, asked, locale, filters, page, page_size)

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
    engine: Engine, asked: str, locale: str, filters: Filters, page: int, page_size: int
) -> Results:
    codes = locales.fallback_chain(locale)
    query = parse(asked, codes[0], others=codes[1:])
    fallbacks = [parse(asked, code) for code in codes[1:]]
    offset = (page - 1) * page_size
    # The few foreign hits on the first page move the native ones on by at most this many.
    back = min(offset, _few(page_size))
    requests = [
        filters.request(query, (), offset - back, page_size + back),
        *(
            filters.request(one, codes[:number], 0, page_size)
            for number, one in enumerate(fallbacks, start=1)
        ),
    ]
    # All in one: an engine far away answers them together, one nearby only those looked at.
    answers = engine.search(requests)
    native = answers[0]
    fitting = sum(_fits(match) for match in native.best)
    matches = native.matches[back:]
    total, weak = native.total, not fitting
    foreign = _Foreign()
    if fitting < FLOOR.too_few and fallbacks and not query.is_empty:
        if native.total:
            foreign = _beside(answers, codes, page_size)
            moved = max(back - foreign.total, 0) if offset else 0
            matches = native.matches[moved:][:page_size]
        else:
            foreign = _instead(engine, filters, fallbacks, codes, answers, offset, page_size)
        weak = weak and not any(hit.fits for hit in foreign.hits)
        total += foreign.total
    hits = [_hit(match, native, codes[0]) for match in matches]
    if not offset or not native.total:
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


def _few(page_size: int) -> int:
    """How many foreign hits may stand beside native ones."""
    return max(page_size // 2, 1)


def _foreign_hits(answers: Sequence[Answer], codes: Sequence[str]) -> Iterator[Hit]:
    for number in range(1, len(codes)):
        answer = answers[number]
        yield from (_hit(match, answer, codes[0]) for match in answer.matches)


def _beside(answers: Sequence[Answer], codes: Sequence[str], page_size: int) -> _Foreign:
    """Beside answers in the reader's language: a few, and only those that fit."""
    fitting = (hit for hit in _foreign_hits(answers, codes) if hit.fits)
    few = tuple(islice(fitting, _few(page_size)))
    return _Foreign(few, len(few))


def _instead(
    engine: Engine,
    filters: Filters,
    queries: Sequence[Query],
    codes: Sequence[str],
    answers: Sequence[Answer],
    offset: int,
    page_size: int,
) -> _Foreign:
    """Where there is nothing in the reader's language: all of the others, one by one."""
    foreign = [answers[number] for number in range(1, len(codes))]
    total = sum(answer.total for answer in foreign)
    if offset == 0:
        return _Foreign(tuple(islice(_foreign_hits(answers, codes), page_size)), total)
    return _Foreign(_further(engine, filters, queries, codes, foreign, offset, page_size), total)


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
    asked = clean(query)
    try:
        return engines.answered(
            lambda engine: _suggest(engine, asked, locale, filters, limit, floor)
        )[0]
    except EngineError:
        logger.exception("No engine answers")
        return []


def _suggest(
    engine: Engine, asked: str, locale: str, filters: Filters, limit: int, floor: bool
) -> list[Hit]:
    codes = locales.fallback_chain(locale)
    typing = len(asked.split()) <= _WORDS_BEING_TYPED
    queries = [
        parse(asked, code, others=codes[1:] if number == 0 else (), is_unfinished=typing)
        for number, code in enumerate(codes)
    ]
    answers = engine.suggest(
        [filters.request(one, codes[:number], 0, limit) for number, one in enumerate(queries)]
    )
    hits: list[Hit] = []
    for number in range(len(codes)):
        answer = answers[number]
        found = [_hit(match, answer, codes[0], FLOOR.suggestion) for match in answer.matches]
        hits += [hit for hit in found if hit.fits or (not floor and number == 0)]
        if len(hits) >= limit:
            break
    return hits[:limit]
