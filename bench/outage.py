"""Elasticsearch goes away behind a proxy, much changes, and it comes back."""

import time
from collections.abc import Callable

from django.conf import settings
from django.db import transaction

from bench.corpus import brought_in
from bench.processes import indexing
from bench.rows import Row, at_least, at_most
from bench.sizes import Size
from bench.texts import NAME, MadeSource
from bench.timing import timed
from search import engines, service
from search.documents.sources import get
from search.engines.elasticsearch.client import connect
from search.engines.elasticsearch.engine import Elasticsearch
from search.index import log
from search.index.catching_up import position
from search.index.changes import record_change
from search.index.rebuilding import reconcile
from tests.search.proxy import Fault, proxy_to

_LONGEST = 600.0


def measure(size: Size) -> list[Row]:
    """The worker and a reader see the node through the proxy; we see it directly."""
    brought_in(size)
    shared = engines.shared_engine()
    made = get(NAME)
    assert shared
    assert isinstance(made, MadeSource)
    with proxy_to(settings.ELASTICSEARCH["url"]) as proxy:
        first = _first_answers(proxy.url, proxy.inject)
        with indexing(ELASTICSEARCH_URL=proxy.url):
            proxy.inject(Fault.DOWN)
            made.have(size.waiting, version=1)
            with transaction.atomic():
                record_change(NAME, *made.keys())
            target = log.number_rows()
            _until(lambda: position(engines.engine_of_this_host()) >= target)
            proxy.inject(Fault.NONE)
            began = time.monotonic()
            _until(lambda: position(shared) >= target)
            seconds = time.monotonic() - began
        different = len(reconcile(shared, repair=False))
    return [
        at_most(
            "outage-whole-again-s",
            f"seconds from Elasticsearch's return until {size.waiting:,} changes are in it",
            seconds,
            60,
        ),
        at_least(
            "outage-documents-per-second",
            "changes written a second from Elasticsearch's return, the worker's waking included",
            size.waiting / seconds,
            500,
            changes=size.waiting,
        ),
        at_most("outage-lost", "texts that the index then holds wrongly or not", different, 0),
        at_most(
            "outage-first-answer-s",
            "the very first search while Elasticsearch fails, slowest of all faults, s",
            max(first.values()),
            1,
            **{name: round(seconds, 2) for name, seconds in first.items()},
        ),
    ]


def _first_answers(url: str, inject: Callable[[Fault], None]) -> dict[str, float]:
    """Seconds of the first search of a process that has a fault in front of it."""
    found = {}
    for fault in [one for one in Fault if one is not Fault.NONE]:
        with connect({"url": url}) as client:
            through = Elasticsearch(client, "portal")
            inject(Fault.NONE)
            _until(through.is_well)
            inject(fault)
            before = engines.shared_engine
            engines.shared_engine = lambda through=through: through  # type: ignore[misc]
            try:
                took, results = timed(lambda: service.search(query="wifi", locale="en"))
            finally:
                engines.shared_engine = before
            if not results.degraded:
                raise RuntimeError(f"{fault.name} was not noticed")
            found[fault.name] = took / 1000
    inject(Fault.NONE)
    return found


def _until(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + _LONGEST
    while not holds():
        if time.monotonic() > until:
            raise TimeoutError("Not whole again")
        time.sleep(0.1)
