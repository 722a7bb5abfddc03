"""A source of the test's own, and an index filled from it."""

from collections.abc import Callable, Iterator

import pytest

from search import engines, indexing
from search.documents import Document
from search.sources import _SOURCES
from tests.factories.search import ListSource


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


@pytest.fixture
def index(db: None, source: ListSource) -> Callable[..., None]:
    """Put documents into the source, log it, and bring the index up to date."""

    def put(*documents: Document) -> None:
        for document in documents:
            source.put(document)
        indexing.record_change("test", *(document.key for document in documents))
        indexing.catch_up(engines.engine())

    return put
