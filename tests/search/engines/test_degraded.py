"""Elasticsearch behind a proxy that breaks: answers go on, and are told apart."""

import threading

import pytest

from search import engines, service
from search.engines.base import EngineError
from search.engines.breaker import Breaker
from search.engines.budget import within
from search.engines.elasticsearch import client as elasticsearch_client
from search.engines.elasticsearch.client import SEARCH_BUDGET
from search.engines.elasticsearch.engine import Elasticsearch
from search.index import changes
from search.index.rebuilding import reconcile
from search.results import Results
from tests.factories.search import ListSource, make_document
from tests.search.indexed import index_both
from tests.search.processes import eventually
from tests.search.proxy import Fault, Proxy

pytestmark = [pytest.mark.elasticsearch, pytest.mark.django_db(transaction=True)]
FAULTS = [fault for fault in Fault if fault is not Fault.NONE]


def write(source: ListSource, key: str, title: str) -> None:
    """Publish a text and bring both engines up to date, as far as they can be."""
    source.put(make_document(key, title=title))
    changes.record_change("test", key)
    index_both()


def search(query: str = "battery") -> Results:
    return service.search(query=query, locale="en")


def test_a_search_page_costs_two_round_trips_at_most(shared: Elasticsearch, proxy: Proxy) -> None:
    before = proxy.requests
    found = service.search(query="batery xylophone", locale="da")
    assert proxy.requests - before <= 2
    assert (found.total, found.results[0].is_foreign) == (1, True)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_answered_by_the_stand_in(
    fault: Fault, shared: Elasticsearch, proxy: Proxy
) -> None:
    assert eventually(lambda: search().engine == "elasticsearch")
    proxy.inject(fault)
    # The first request already, and all that follow.
    for _again in range(3):
        found = search()
        assert (found.engine, found.degraded, found.total) == ("embedded", True, 1)
    proxy.inject(Fault.NONE)
    assert eventually(lambda: search().engine == "elasticsearch")
    assert not search().degraded


def test_nobody_waits_for_a_server_longer_than_the_budget() -> None:
    never = threading.Event()
    with pytest.raises(EngineError, match="No answer within"):
        within(0.05, lambda left: never.wait(600))
    never.set()
    assert SEARCH_BUDGET < 1
    # One try only: a second one would not fit into it.
    with elasticsearch_client.connect({"url": "http://127.0.0.1:9"}) as client:
        assert client._max_retries == 0


def test_an_open_breaker_lets_nobody_wait() -> None:
    looked, go_on = threading.Event(), threading.Event()

    def is_well() -> bool:
        looked.set()
        return go_on.wait(60)

    breaker = Breaker("engine", is_well)
    breaker.failed(EngineError("away"))
    assert eventually(lambda: not breaker.is_closed() and looked.is_set())
    # The look is under way and hangs; whoever asks is told at once.
    assert not breaker.is_closed()
    go_on.set()
    assert eventually(breaker.is_closed)


def test_what_is_published_meanwhile_is_there_after_the_return(
    shared: Elasticsearch, proxy: Proxy, source: ListSource
) -> None:
    proxy.inject(Fault.SILENT)
    write(source, "scanner", "Scanner")
    assert (search("scanner").engine, search("scanner").total) == ("embedded", 1)
    proxy.inject(Fault.NONE)
    assert eventually(lambda: index_both() and True)
    assert eventually(lambda: search("scanner").engine == "elasticsearch")
    assert search("scanner").total == 1


def test_after_an_outage_both_engines_hold_the_same(
    shared: Elasticsearch, proxy: Proxy, source: ListSource
) -> None:
    proxy.inject(Fault.UNAVAILABLE)
    for number in range(120):
        source.put(make_document(f"d{number}", title="Scanner"))
    source.remove("printer")
    changes.record_change("test", "printer", *(f"d{number}" for number in range(120)))
    index_both()
    source.remove("d7")
    source.put(make_document("d8", title="Scanner, changed"))
    changes.record_change("test", "d7", "d8")
    index_both()
    proxy.inject(Fault.NONE)
    stand_in = engines.engine_of_this_host()
    expected = dict(stand_in.checksums())
    assert len(expected) == 120
    assert eventually(lambda: index_both() or dict(shared.checksums()) == expected)
    assert dict(shared.checksums()) == expected
    assert not len(reconcile(shared, repair=False))


def test_suggestions_come_from_the_stand_in_too(shared: Elasticsearch, proxy: Proxy) -> None:
    proxy.inject(Fault.RESET)
    assert [
        hit.id for hit in service.search(query="batt", locale="en", is_typing=True).results
    ] == ["battery"]


def test_a_cluster_that_lost_its_index_does_not_answer_for_it(
    new_elasticsearch: Elasticsearch, source: ListSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    from search.jobs import build_shared_copy

    monkeypatch.setattr(engines, "shared_engine", lambda: new_elasticsearch)
    monkeypatch.setattr("search.jobs.shared_engine", lambda: new_elasticsearch)
    source.put(make_document("battery", title="Battery"))
    changes.record_change("test", "battery")
    index_both()
    assert (search().engine, search().total) == ("embedded", 1)
    assert build_shared_copy() == 1
    assert eventually(lambda: search().engine == "elasticsearch")
    assert search().total == 1
