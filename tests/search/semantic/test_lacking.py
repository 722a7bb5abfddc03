"""No text is without vectors unnoticed: whoever indexed it, and whatever the embedder did."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings

from search import engines, jobs
from search.documents.entries import Entry, entries
from search.index import catching_up, changes, embedding, rebuilding
from search.semantic import lacking
from search.semantic.models import Embedding, SpaceInUse, Unembedded
from search.semantic.vectors import with_vectors
from tests.factories.search import ListSource, make_document
from tests.search.semantic.conftest import AT, CHOSEN, free_port
from tests.search.semantic.small_embedder import REFUSED, small_embedder

type Index = Callable[..., None]

LAMP = (
    make_document("lamp", title="Lampen lyser ikke", locale="da"),
    make_document("lamp", title="Η λάμπα δεν ανάβει", locale="el"),
)
DOOR = make_document("door", title="الباب لا يفتح", locale="ar")
TEXTS = {("lamp", "da"), ("lamp", "el"), ("door", "ar")}

# Everything that writes an index or looks through one.
WAYS: dict[str, Callable[[], object]] = {
    "the fast worker": lambda: jobs.index_changes(),
    "a rebuild": lambda: rebuilding.rebuild(engines.engine()),
    "a reconciliation": lambda: rebuilding.reconcile(engines.engine()),
    "a look that repairs nothing": lambda: rebuilding.reconcile(engines.engine(), repair=False),
    "the daily look": lambda: jobs.find_texts_without_vectors(),
}


@pytest.fixture
def able() -> Iterator[dict[str, Any]]:
    """Settings of a process that can embed."""
    with small_embedder() as chosen:
        yield chosen


def _unable() -> dict[str, dict[str, Any]]:
    away = f"http://127.0.0.1:{free_port()}/v1"
    return {"told not to": CHOSEN, "the embedder is away": CHOSEN | {"url": away}}


def _noted() -> set[tuple[str, str]]:
    return set(Unembedded.objects.values_list("key", "locale"))


def _embed() -> int:
    """What the slow worker does; then the index takes the vectors."""
    done = embedding.embed_lacking(AT, longest=600)
    catching_up.catch_up(engines.engine())
    return done


def _held(source: ListSource) -> list[Entry]:
    return with_vectors(entries(source.documents(list(source.keys()))))


def _is_in_the_index(source: ListSource) -> bool:
    return not rebuilding.reconcile(engines.engine(), repair=False)


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("case", _unable())
def test_what_is_indexed_where_nothing_embeds_is_embedded_later(
    case: str,
    way: Callable[[], object],
    source: ListSource,
    index: Index,
    settings: Settings,
    able: dict[str, Any],
) -> None:
    settings.EMBEDDINGS = _unable()[case]
    index(*LAMP, DOOR)
    Unembedded.objects.all().delete()  # As a state of the portal that noted nothing left it.
    changes.record_change("test", "lamp", "door")
    way()
    assert _noted() == TEXTS
    assert embedding.embed_lacking(AT) == 0
    assert _noted() == TEXTS

    settings.EMBEDDINGS = able
    assert _embed() == 2
    assert not _noted()
    assert all(entry.vectors for entry in _held(source))
    assert _is_in_the_index(source)


@pytest.mark.parametrize("case", _unable())
def test_a_text_keeps_its_vectors_where_nothing_embeds(
    case: str, source: ListSource, index: Index, settings: Settings, able: dict[str, Any]
) -> None:
    settings.EMBEDDINGS = able
    index(*LAMP, DOOR)
    _embed()
    made = set(Embedding.objects.values_list("pk", flat=True))

    settings.EMBEDDINGS = _unable()[case]
    embedding.embed_lacking(AT)
    index(*LAMP)
    rebuilding.rebuild(engines.engine())
    assert not _noted()
    assert all(entry.vectors for entry in _held(source))
    assert _is_in_the_index(source)

    settings.EMBEDDINGS = able
    assert _embed() == 0
    assert set(Embedding.objects.values_list("pk", flat=True)) == made


def test_only_the_text_that_changed_is_noted_and_what_is_gone_is_no_more(
    source: ListSource, index: Index, settings: Settings, able: dict[str, Any]
) -> None:
    settings.EMBEDDINGS = able
    index(*LAMP, DOOR)
    _embed()
    settings.EMBEDDINGS = CHOSEN
    index(make_document("lamp", title="Η λάμπα τρεμοπαίζει", locale="el"))
    assert _noted() == {("lamp", "el")}
    source.remove("lamp", "el")
    index(LAMP[0])
    assert _noted() == set()
    index(make_document("door", title="الباب عالق", locale="ar"))
    assert _noted() == {("door", "ar")}
    source.remove("door")
    changes.record_change("test", "door")
    catching_up.catch_up(engines.engine())
    assert _noted() == set()


def test_what_is_gone_is_forgotten_where_nothing_embeds(
    source: ListSource, index: Index, settings: Settings, able: dict[str, Any]
) -> None:
    settings.EMBEDDINGS = able
    index(*LAMP, DOOR)
    _embed()
    settings.EMBEDDINGS = CHOSEN
    long_after = AT + embedding.KEEP_UNUSED * 2
    assert embedding.prune(long_after) == 0
    source.remove("lamp")
    assert embedding.prune(AT) == 0
    assert embedding.prune(long_after) == 2
    assert Embedding.objects.count() == 1


def test_another_model_has_every_text_noted_by_its_language(
    index: Index, settings: Settings, able: dict[str, Any]
) -> None:
    settings.EMBEDDINGS = able
    index(*LAMP, DOOR)
    _embed()
    settings.EMBEDDINGS = able | {"model": "another"}
    assert embedding.embed_lacking(AT, longest=0) == 0
    assert _noted() == TEXTS
    assert _embed() == 2
    assert Embedding.objects.filter(space=SpaceInUse.objects.get().name).count() == 3


def test_a_text_that_is_refused_holds_up_none_of_its_siblings(
    source: ListSource, index: Index, settings: Settings, able: dict[str, Any]
) -> None:
    settings.EMBEDDINGS = able
    index(LAMP[0], make_document("lamp", title=f"Κάτι {REFUSED}", locale="el"))
    assert _embed() == 0
    assert _noted() == {("lamp", "el")}
    assert [bool(entry.vectors) for entry in _held(source)] == [True, False]
    assert not embedding.has_more(AT)


def test_they_are_counted_by_language_and_by_how_long_they_wait(
    index: Index, settings: Settings
) -> None:
    index(*LAMP, DOOR, make_document("road", title="Vejen", locale="da"))
    assert lacking.by_language() == {"ar": 1, "da": 2, "el": 1}
    wait = timedelta(minutes=10)
    assert lacking.by_language(waiting_for=wait) == {}
    Unembedded.objects.filter(locale="da").update(due_at=timezone.now() - wait * 2)
    Unembedded.objects.filter(locale="el").update(due_at=timezone.now() + wait)
    assert lacking.by_language(waiting_for=wait) == {"da": 2}


def test_the_daily_look_tells_what_nobody_had_noted(index: Index) -> None:
    index(*LAMP, DOOR)
    Unembedded.objects.filter(key="lamp").delete()
    assert jobs.find_texts_without_vectors() == 2
    assert jobs.find_texts_without_vectors() == 0


def test_a_text_is_noted_once_however_often_it_is_indexed(index: Index) -> None:
    index(*LAMP)
    before = set(Unembedded.objects.values_list("pk", flat=True))
    index(*LAMP)
    assert set(Unembedded.objects.values_list("pk", flat=True)) == before
