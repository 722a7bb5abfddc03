"""Elasticsearch behind a proxy that breaks: answers go on, and are told apart."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from search import engines, indexing, service
from search.engines.breaker import FIRST_PAUSE
from search.engines.elasticsearch.client import connect
from search.engines.elasticsearch.engine import Elasticsearch
from search.results import Results
from tests.factories.search import ListSource, make_document
from tests.search.proxy import Fault, Proxy, proxy_to

pytestmark = [pytest.mark.elasticsearch, pytest.mark.django_db(transaction=True)]
# A busy machine may take longer than the budget of a second by this much.
BUSY = 1.0


@pytest.fixture
def proxy(elasticsearch_url: str) -> Iterator[Proxy]:
    with proxy_to(elasticsearch_url) as one:
        yield one


@pytest.fixture
def shared(
    proxy: Proxy,
    shared_elasticsearch: Elasticsearch,
    emptied_elasticsearch: Elasticsearch,
    source: ListSource,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Elasticsearch]:
    """The engine in charge, seen through the proxy; both engines know the same two texts."""
    with connect({"url": proxy.url}) as client:
        engine = Elasticsearch(client, shared_elasticsearch._copies.prefix)
        monkeypatch.setattr(engines, "shared_engine", lambda: engine)
        monkeypatch.setattr("search.jobs.shared_engine", lambda: engine)
        write(source, "battery", "Battery")
        write(source, "printer", "Printer")
        # A node's first searches take longer than a reader is asked to wait.
        assert eventually(lambda: search().engine == "elasticsearch", 60)
        yield engine


def write(source: ListSource, key: str, title: str) -> None:
    """Publish a text and bring both engines up to date, as far as they can be."""
    from search.jobs import index_changes

    source.put(make_document(key, title=title))
    indexing.record_change("test", key)
    index_changes()


def search(query: str = "battery") -> Results:
    return service.search(query=query, locale="en")


def eventually(holds: Callable[[], Any], seconds: float = 15) -> bool:
    until = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def test_a_search_page_costs_two_round_trips_at_most(shared: Elasticsearch, proxy: Proxy) -> None:
    before = proxy.requests
    found = service.search(query="batery xylophone", locale="da")
    assert proxy.requests - before <= 2
    assert (found.total, found.results[0].is_foreign) == (1, True)


@pytest.mark.parametrize("fault", [fault for fault in Fault if fault is not Fault.NONE])
def test_a_fault_is_answered_by_the_stand_in_within_a_second(
    fault: Fault, shared: Elasticsearch, proxy: Proxy
) -> None:
    assert search().engine == "elasticsearch"
    proxy.inject(fault)
    began = time.monotonic()
    found = search()
    assert time.monotonic() - began < 1 + BUSY
    assert (found.engine, found.degraded, found.total) == ("embedded", True, 1)
    # Once it is open, nobody waits.
    for _again in range(3):
        began = time.monotonic()
        assert search().degraded
        assert time.monotonic() - began < 0.5 + BUSY
    proxy.inject(Fault.NONE)
    time.sleep(FIRST_PAUSE)
    assert eventually(lambda: search().engine == "elasticsearch")
    assert not search().degraded


def test_what_is_published_meanwhile_is_there_after_the_return(
    shared: Elasticsearch, proxy: Proxy, source: ListSource
) -> None:
    from search.jobs import index_changes

    proxy.inject(Fault.SILENT)
    write(source, "scanner", "Scanner")
    assert (search("scanner").engine, search("scanner").total) == ("embedded", 1)
    proxy.inject(Fault.NONE)
    assert eventually(lambda: index_changes() and True)
    assert eventually(lambda: search("scanner").engine == "elasticsearch")
    assert search("scanner").total == 1


def test_suggestions_come_from_the_stand_in_too(shared: Elasticsearch, proxy: Proxy) -> None:
    proxy.inject(Fault.RESET)
    assert [hit.id for hit in service.suggest(query="batt", locale="en")] == ["battery"]


def test_a_cluster_that_lost_its_index_does_not_answer_for_it(
    new_elasticsearch: Elasticsearch, source: ListSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    from search.jobs import build_shared_copy, index_changes

    monkeypatch.setattr(engines, "shared_engine", lambda: new_elasticsearch)
    monkeypatch.setattr("search.jobs.shared_engine", lambda: new_elasticsearch)
    source.put(make_document("battery", title="Battery"))
    indexing.record_change("test", "battery")
    index_changes()
    assert (search().engine, search().total) == ("embedded", 1)
    assert build_shared_copy() == 1
    assert eventually(lambda: search().engine == "elasticsearch")
    assert search().total == 1
