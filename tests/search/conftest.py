"""Sources of the tests' own, indexes filled from them, and engines that other processes write."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.db import connection

from search import engines
from search.documents import Document
from search.documents.sources import _SOURCES
from search.engines.base import Engine
from search.index import catching_up, changes
from search.tuning import in_force
from tests.factories.search import ListSource, make_document
from tests.search.indexed import index_both
from tests.search.indexer import FileSource
from tests.search.processes import Indexers, Texts, eventually, started
from tests.search.proxy import Proxy, proxy_to

if TYPE_CHECKING:
    from search.engines.elasticsearch.engine import Elasticsearch


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    """No test reads the rules of another one."""
    in_force.forget()
    yield
    in_force.forget()


@pytest.fixture
def source() -> Iterator[ListSource]:
    """The only registered source; its name is "test"."""
    before = dict(_SOURCES)
    _SOURCES.clear()
    one = ListSource()
    _SOURCES["test"] = one
    yield one
    _SOURCES.clear()
    _SOURCES.update(before)


@pytest.fixture(
    params=["embedded", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)]
)
def engine(request: pytest.FixtureRequest, db: None, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """Each engine in turn, empty and in charge."""
    if request.param == "elasticsearch":
        # A new one: what is removed from another counts in how rare a word is for a while.
        shared = request.getfixturevalue("new_elasticsearch")
        monkeypatch.setattr(engines, "shared_engine", lambda: shared)
    return engines.engine()


@pytest.fixture
def index(db: None, source: ListSource) -> Callable[..., None]:
    """Put documents into the source, log it, and bring the index up to date."""

    def put(*documents: Document) -> None:
        for document in documents:
            source.put(document)
        changes.record_change("test", *(document.key for document in documents))
        catching_up.catch_up(engines.engine())

    return put


@pytest.fixture
def texts(transactional_db: None, tmp_path: Path) -> Iterator[Texts]:
    """Texts that other processes see, too; their source is the only one."""
    before = dict(_SOURCES)
    _SOURCES.clear()
    state = tmp_path / "state.json"
    _SOURCES["file"] = FileSource(state)
    yield Texts(state)
    _SOURCES.clear()
    _SOURCES.update(before)


@pytest.fixture
def indexers(texts: Texts, tmp_path: Path) -> Iterator[Indexers]:
    """Other processes that index these texts."""
    with started(str(connection.settings_dict["NAME"]), tmp_path / "state.json") as running:
        yield running


@pytest.fixture
def proxy(elasticsearch_url: str) -> Iterator[Proxy]:
    """Stands in front of the node, and breaks when it is told to."""
    with proxy_to(elasticsearch_url) as one:
        yield one


@pytest.fixture
def shared(
    proxy: Proxy,
    shared_elasticsearch: "Elasticsearch",
    emptied_elasticsearch: "Elasticsearch",
    source: ListSource,
    monkeypatch: pytest.MonkeyPatch,
) -> "Iterator[Elasticsearch]":
    """The engine in charge, seen through the proxy; both engines know the same two texts."""
    from search import service
    from search.engines.elasticsearch.client import connect
    from search.engines.elasticsearch.engine import Elasticsearch

    with connect({"url": proxy.url}) as client:
        engine = Elasticsearch(client, shared_elasticsearch._generations.prefix)
        monkeypatch.setattr(engines, "shared_engine", lambda: engine)
        monkeypatch.setattr("search.jobs.shared_engine", lambda: engine)
        source.put(make_document("battery", title="Battery"))
        source.put(make_document("printer", title="Printer"))
        changes.record_change("test", "battery", "printer")
        index_both()

        def answers() -> bool:
            return service.search(query="battery", locale="en").engine == "elasticsearch"

        # A node's first searches take longer than a reader is asked to wait.
        assert eventually(answers)
        yield engine
