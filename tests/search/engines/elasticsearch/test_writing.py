"""What a writer of Elasticsearch begins, who takes over from it, and what the server refuses."""

from typing import TYPE_CHECKING, Any

import pytest

from search.documents import Document
from search.documents.entries import Entry, entries
from search.engines.base import EngineError
from search.engines.elasticsearch import leases
from search.index import catching_up, changes
from search.index.models import FailedChange
from search.index.rebuilding import rebuild
from tests.factories.search import ListSource, make_document

if TYPE_CHECKING:
    from search.engines.elasticsearch.engine import Elasticsearch

pytestmark = pytest.mark.elasticsearch
ENGLISH = make_document(title="Battery")
DANISH = make_document(title="Batteri", locale="da")
# No term may be as long as the name of this audience.
REFUSED = make_document("bad", title="Battery", audience=("x" * 40_000,))


@pytest.fixture
def engine(new_elasticsearch: "Elasticsearch") -> "Elasticsearch":
    """Holds one text in English and Danish."""
    two = [make_document("two", locale=locale) for locale in ("en", "da")]
    _write(new_elasticsearch, two, "test:two")
    return new_elasticsearch


def _written(*documents: Document) -> list[Entry]:
    return list(entries(documents))


def _write(engine: "Elasticsearch", documents: list[Document], *references: str) -> None:
    with engine.writing() as writer:
        writer.apply(_written(*documents), references)
        writer.settle()


def _held(engine: "Elasticsearch", key: str = "one") -> set[str]:
    engine._client.indices.refresh(index=f"{engine._generations.prefix}-text-*")
    return {uid.rsplit(":", 1)[1] for uid, _ in engine.checksums() if f":{key}:" in uid}


def _deletions(engine: "Elasticsearch") -> int:
    found: Any = engine._client.indices.stats(index=f"{engine._generations.prefix}-text-*")
    return int(found["_all"]["primaries"]["indexing"]["delete_total"])


def test_only_what_is_there_is_deleted(engine: "Elasticsearch") -> None:
    _write(engine, [ENGLISH], "test:one", "test:never")
    assert _deletions(engine) == 0
    _write(engine, [ENGLISH, DANISH], "test:one")
    assert _held(engine) == {"en", "da"}
    _write(engine, [ENGLISH], "test:one")
    assert (_held(engine), _deletions(engine)) == ({"en"}, 1)


def test_what_no_search_can_see_yet_is_deleted_too(engine: "Elasticsearch") -> None:
    with engine.writing() as writer:
        writer.apply(_written(ENGLISH, DANISH), ["test:one"])
        writer.apply(_written(ENGLISH), ["test:one"])
        writer.settle()
    assert _held(engine) == {"en"}


def test_an_overtaken_writer_cannot_bring_back_what_was_removed(
    engine: "Elasticsearch", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leases, "LEASE", 0.0)  # so each lease has run out at once
    with engine.writing() as overtaken:
        begun = list(overtaken._actions(_written(ENGLISH, DANISH), ["test:one"]))
        _write(engine, [ENGLISH], "test:one")
        with pytest.raises(EngineError):
            overtaken._send(begun)
    assert _held(engine) == {"en"}


def test_a_writer_that_failed_is_covered_by_the_next(engine: "Elasticsearch") -> None:
    with engine.writing() as writer:
        writer.apply(_written(ENGLISH), ["test:one"])  # and it never asked what became of it
    before = _deletions(engine)
    _write(engine, [ENGLISH], "test:one")
    assert _deletions(engine) == before + 1
    _write(engine, [ENGLISH], "test:one")
    assert _deletions(engine) == before + 1


@pytest.mark.django_db
def test_a_text_that_the_server_refuses_does_not_hold_up_the_others(
    new_elasticsearch: "Elasticsearch", source: ListSource
) -> None:
    for document in (REFUSED, make_document("a"), make_document("z")):
        source.put(document)
    changes.record_change("test", *source.keys())
    assert catching_up.catch_up_or_wait(new_elasticsearch)
    assert FailedChange.objects.get().key == "bad"
    assert not _held(new_elasticsearch, "bad")
    assert rebuild(new_elasticsearch) == 3
    assert len(list(new_elasticsearch.checksums())) == 2
    assert FailedChange.objects.get().copy.name == new_elasticsearch.copy()
