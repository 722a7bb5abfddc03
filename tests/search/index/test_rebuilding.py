"""Building the index anew in another process, while this one goes on writing, or kills it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from search.engines.base import BusyError, Engine
from search.engines.tantivy.engine import Embedded
from search.index import catching_up
from search.index.models import EngineCopy
from search.index.rebuilding import rebuild, reconcile, renew
from tests.search.indexer import LOCALES
from tests.search.processes import Indexers, Texts, eventually

# How generations were named before their form changed last.
FORMER = {"embedded": "g4-", "elasticsearch": ""}

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(400)]


@dataclass(frozen=True)
class Place:
    """An engine, how another process finds it, and how many generations it has."""

    engine: Engine
    address: str
    generations: Callable[[], int]


@pytest.fixture(
    params=["embedded", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)]
)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Each engine in turn, never written."""
    if request.param == "embedded":
        folder = tmp_path / "index"
        return Place(Embedded(folder), str(folder), lambda: len(list(folder.glob("g*-*"))))
    engine = request.getfixturevalue("new_elasticsearch")
    prefix = engine._generations.prefix
    return Place(
        engine,
        f"{prefix}@{request.getfixturevalue('elasticsearch_url')}",
        lambda: _generations(engine._client, prefix),
    )


def _generations(client: Any, prefix: str) -> int:
    names = client.indices.get_alias(index=f"{prefix}-*").body
    return len({name.rsplit("-", 1)[1] for name in names} - {"locks"})


@pytest.fixture
def filled(place: Place, texts: Texts) -> Place:
    """With sixty texts in three languages."""
    texts.put(*(f"k{number}" for number in range(60)))
    assert catching_up.catch_up_or_wait(place.engine)
    return place


@pytest.mark.slow
def test_what_is_written_during_a_rebuild_is_in_the_new_copy(
    filled: Place, indexers: Indexers, texts: Texts
) -> None:
    before = filled.engine.copy()
    process = indexers.rebuild(filled.address)
    changes = 0
    while (said := indexers.says()) != "done":
        assert said
        texts.put(f"new{changes}", f"k{changes}")
        texts.remove(f"k{59 - changes}", f"new{changes - 2}")
        catching_up.catch_up(filled.engine)
        changes += 1
    indexers.wait(process)
    assert changes >= 5
    assert catching_up.catch_up_or_wait(filled.engine)
    assert filled.engine.copy() != before
    assert not len(reconcile(filled.engine, repair=False))
    assert len(dict(filled.engine.checksums())) == len(texts.versions) * len(LOCALES)
    assert filled.generations() == 1
    assert EngineCopy.objects.get().name == filled.engine.copy()


@pytest.mark.slow
@pytest.mark.parametrize("moment", ["filled", "using", "used"])
def test_a_rebuild_killed_at_any_moment_leaves_a_right_index(
    moment: str, filled: Place, indexers: Indexers, texts: Texts
) -> None:
    process = indexers.rebuild(filled.address)
    while not indexers.says().startswith(moment):
        pass
    texts.put("new", "k1")
    texts.remove("k2")
    indexers.kill(process)
    engine = filled.engine
    assert catching_up.catch_up_or_wait(engine)
    assert not len(reconcile(engine, repair=False))
    assert len(dict(engine.checksums())) == len(texts.versions) * len(LOCALES)

    # The next one is not in its way, and removes what it left behind.
    def is_rebuilt() -> bool:
        try:
            return rebuild(engine) == len(texts.versions)
        except BusyError:
            return False

    assert eventually(is_rebuilt)
    assert filled.generations() == 1
    assert not len(reconcile(engine, repair=False))


def test_reconciling_repairs_what_was_tampered_with(
    filled: Place, texts: Texts, capsys: pytest.CaptureFixture[str], monkeypatch: Any
) -> None:
    from django.core.management import call_command

    from search.documents.entries import entries
    from search.documents.sources import get
    from tests.factories.search import make_document

    source = get("file")
    assert source
    (first, *_others) = source.documents(["k1"])
    with filled.engine.writing(60) as writer:
        writer.apply([], ["file:k0"])
        writer.apply(list(entries([first])), ["file:k1"])
        ghost = make_document("ghost", source="file", title="Battery")
        writer.apply(list(entries([ghost])), ["file:ghost"])
        writer.settle()
    monkeypatch.setattr(
        "search.management.commands.search_reconcile.engine", lambda: filled.engine
    )
    call_command("search_reconcile", "--dry-run")
    told = capsys.readouterr().out.splitlines()
    differences = {"missing: file:k0", "needless: file:ghost", "different: file:k1"}
    assert differences <= set(told)
    assert told[-1] == "3 differences found."
    call_command("search_reconcile")
    call_command("search_reconcile")
    assert capsys.readouterr().out.splitlines()[-1] == "0 differences repaired."
    assert len(dict(filled.engine.checksums())) == 60 * len(LOCALES)


def test_a_copy_of_a_former_form_is_searched_until_a_new_one_is_whole(
    place: Place, texts: Texts, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = "tantivy.files" if place.engine.name == "embedded" else "elasticsearch.generations"
    texts.put("k1", "k2")
    with monkeypatch.context() as former:
        former.setattr(f"search.engines.{module}._FORM", FORMER[place.engine.name])
        assert catching_up.catch_up_or_wait(place.engine)
    old = place.engine.copy()
    assert not place.engine.is_of_today()
    assert catching_up.catch_up_or_wait(place.engine)
    assert place.engine.copy() == old
    assert len(list(place.engine.checksums())) == 2 * len(LOCALES)

    assert renew(place.engine) == 2
    assert place.engine.is_of_today()
    assert place.engine.copy() != old
    assert len(list(place.engine.checksums())) == 2 * len(LOCALES)
    assert renew(place.engine) == 0
