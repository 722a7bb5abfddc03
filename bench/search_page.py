"""A search page beside one plain search of the reader's words, and what it asks of engine and
database.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.db import connection
from django.http import HttpRequest, HttpResponseBase
from django.test import Client
from django.test.client import ClientHandler
from elasticsearch import Elasticsearch as ElasticClient

from bench import plain
from bench.corpus import brought_in, judged
from bench.costs import load
from bench.rows import Row, at_most
from bench.sizes import Size
from bench.texts import NAME, MadeSource
from bench.timing import percentile, timed
from portal.limits import paces
from search import engines
from search.documents import sources
from search.engines.elasticsearch.engine import Elasticsearch
from search.index.rebuilding import rebuild

AGENT = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"


@dataclass
class Asked:
    """The requests that reach the engine."""

    requests: list[tuple[str, Any]] = field(default_factory=list)


class Browser(Client):
    """A stranger's browser, and how many milliseconds its last page took to be made."""

    def __init__(self) -> None:
        super().__init__(headers={"User-Agent": AGENT})
        self.handler = self._timing = _Timing(enforce_csrf_checks=False)

    @property
    def took(self) -> float:
        return self._timing.took


class _Timing(ClientHandler):
    took = 0.0

    def get_response(self, request: HttpRequest) -> HttpResponseBase:
        self.took, response = timed(lambda: super(_Timing, self).get_response(request))
        return response


@dataclass
class Times:
    """Milliseconds of each page, of one plain search of its words, and of its searches sent raw.

    `too_late`: pages that the stand-in answered, since the node did not within the budget.
    """

    page: list[float] = field(default_factory=list)
    plain: list[float] = field(default_factory=list)
    raw: list[float] = field(default_factory=list)
    too_late: int = 0


def measure(size: Size) -> list[Row]:
    """Every judged search, as a stranger: the page, and at once its words alone and what it asked.

    The page's time ends when the server can begin to send it. The node keeps no answers meanwhile,
    so neither the page nor the searches beside it are answered from its memory.
    """
    shared = engines.shared_engine()
    searches = [(one.locale, one.query) for one in judged(size)]
    if not isinstance(shared, Elasticsearch) or not searches:
        return []
    with _among_many(shared, size):
        return _measured(shared, searches, size)


@contextmanager
def _among_many(shared: Elasticsearch, size: Size) -> Iterator[None]:
    """The corpus among made texts, in the node alone; only the corpus again afterwards."""
    made = sources.get(NAME)
    assert isinstance(made, MadeSource)
    brought_in(size)
    made.have(size.documents)
    rebuild(shared)
    try:
        yield
    finally:
        made.have(0)
        rebuild(shared)


def _measured(shared: Elasticsearch, searches: Sequence[tuple[str, str]], size: Size) -> list[Row]:
    plain.fill(shared._client)
    browser, times = Browser(), Times()
    trips: list[tuple[int, str]] = []
    statements: list[int] = []
    for locale, query in searches[:30]:
        get(browser, shared, locale, query)
    engines._breaker_of.cache_clear()
    with _keeping_no_answers(shared):
        for locale, query in [*searches] * size.rounds:
            with listened(shared._client) as asked:
                made = get(browser, shared, locale, query)
            if not engines._breaker(shared).is_closed():
                engines._breaker_of.cache_clear()
                times.too_late += 1
                continue
            times.page.append(browser.took)
            trips.append((len(asked.requests), f"/{locale}/search/?q={query}"))
            statements.append(made)
            times.plain.append(timed(partial(_plain, shared._client, locale, query))[0])
            _raw(shared._client, asked, times)
    return [*_ratios(times, size), *_counts(trips, statements)]


@contextmanager
def _keeping_no_answers(shared: Elasticsearch) -> Iterator[None]:
    def keep(kept: bool) -> None:
        shared._client.indices.put_settings(
            index=shared._generations.texts, settings={"index.requests.cache.enable": kept}
        )

    keep(False)
    try:
        yield
    finally:
        keep(True)


def get(browser: Browser, shared: Elasticsearch, locale: str, query: str) -> int:
    """Ask for a page that nobody asked for a moment ago; returns the number of statements."""
    shared._memory.clear()
    paces.forget()
    made = 0

    def count(execute: Callable[..., Any], *statement: Any) -> Any:
        nonlocal made
        made += 1
        return execute(*statement)

    with connection.execute_wrapper(count):
        response = browser.get(f"/{locale}/search/?{urlencode({'q': query})}")
    if response.status_code != 200:
        raise RuntimeError(f"{query}: {response.status_code}")
    return made


@contextmanager
def listened(client: ElasticClient) -> Iterator[Asked]:
    """Keep what is sent by a client, and by those made of it with other options."""
    transport = client.transport
    send = transport.perform_request
    asked = Asked()

    def sent(method: str, target: str, **options: Any) -> Any:
        asked.requests.append((target, options.get("body")))
        return send(method, target, **options)

    transport.perform_request = sent  # type: ignore[method-assign]
    try:
        yield asked
    finally:
        transport.perform_request = send  # type: ignore[method-assign]


def _plain(client: ElasticClient, locale: str, query: str) -> None:
    """What a project would ask that was set up in an afternoon: one search in one language."""
    client.search(index=plain.index(locale), query=plain.body(query), size=10, request_cache=False)


def _raw(client: ElasticClient, asked: Asked, times: Times) -> None:
    bodies = [body for target, body in asked.requests if target.startswith("/_msearch")]
    took, _answers = timed(lambda: [client.msearch(searches=body) for body in bodies])
    times.raw.append(took)


def _ratios(times: Times, size: Size) -> list[Row]:
    page, beside, raw = (
        {share: percentile(one, share) for share in (50, 99)}
        for one in (times.page, times.plain, times.raw)
    )
    told = {
        "page_ms": {share: round(took, 1) for share, took in page.items()},
        "plain_ms": {share: round(took, 1) for share, took in beside.items()},
        "raw_ms": {share: round(took, 1) for share, took in raw.items()},
        "pages": len(times.page),
        "too_late": times.too_late,
        "made_documents": size.documents,
        "load": load(),
    }
    return [
        at_most(
            "search-page-p50-ratio",
            "time of a search page ÷ that of one plain search of the same words, p50",
            page[50] / beside[50],
            2.5,
            **told,
        ),
        at_most(
            "search-page-p99-more-ms",
            "time of a search page less that of its own searches sent raw, p99, ms",
            page[99] - raw[99],
            60,
            **told,
        ),
    ]


def _counts(trips: list[tuple[int, str]], statements: list[int]) -> list[Row]:
    most, page = max(trips)
    return [
        at_most(
            "search-page-round-trips",
            "round trips of a search page",
            most,
            2,
            most_at=page,
            pages=len(trips),
            over=sum(number > 2 for number, _page in trips),
        ),
        at_most("search-page-sql", "SQL queries of a search page", max(statements), 4),
    ]
