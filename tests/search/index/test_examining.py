"""What is wrong with search, in words for the terminal."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from search.engines import engine_of_this_host
from search.index import examining
from search.index.catching_up import catch_up
from search.index.changes import record_change
from search.index.models import Change, EngineCopy, FailedChange
from tests.factories.mail import free_port

pytestmark = pytest.mark.django_db


@pytest.fixture
def filled() -> EngineCopy:
    """The copy of this host, up to date."""
    catch_up(engine_of_this_host())
    return EngineCopy.objects.get()


def _troubles() -> list[str]:
    return list(examining.troubles())


def test_a_copy_that_is_up_to_date_has_no_troubles(filled: EngineCopy) -> None:
    assert _troubles() == []


def test_a_copy_that_was_never_filled_is_told(db: None) -> None:
    assert _troubles() == [
        "The index of the engine embedded is not filled yet: the workers do it."
    ]


def test_a_copy_of_a_former_form_is_told(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as former:
        former.setattr("search.engines.tantivy.files._FORM", "g3-")
        catch_up(engine_of_this_host())
    [words] = _troubles()
    assert "has a former form" in words


@pytest.mark.parametrize("numbered", [False, True])
def test_a_copy_that_lags_is_told(filled: EngineCopy, numbered: bool) -> None:
    record_change("kb", "cold-room")
    assert _troubles() == []
    number = filled.position + 1 if numbered else None
    Change.objects.update(at=timezone.now() - timedelta(hours=1), number=number)
    [words] = _troubles()
    assert "lags more than five minutes" in words


def test_what_the_copy_has_long_passed_is_no_lag(filled: EngineCopy) -> None:
    record_change("kb", "cold-room")
    catch_up(engine_of_this_host())
    Change.objects.update(at=timezone.now() - timedelta(hours=1))
    assert _troubles() == []


def test_texts_that_cannot_be_put_in_are_counted(filled: EngineCopy) -> None:
    for key in ("cold-room", "warm-room"):
        FailedChange.objects.create(copy=filled, source="kb", key=key, due_at=timezone.now())
    [words] = _troubles()
    assert words.startswith("2 texts cannot be put into it")


def test_an_embedder_that_does_not_answer_is_told(filled: EngineCopy, settings: Any) -> None:
    address = f"http://127.0.0.1:{free_port()}/v1"
    settings.EMBEDDINGS = settings.EMBEDDINGS | {"url": address}
    assert _troubles() == ["The embedder does not answer: look at EMBEDDINGS_URL (EmbedderError)."]


def test_elasticsearch_that_does_not_answer_is_told(filled: EngineCopy, settings: Any) -> None:
    address = f"http://127.0.0.1:{free_port()}"
    settings.ELASTICSEARCH = settings.ELASTICSEARCH | {"url": address}
    assert any("The engine elasticsearch does not answer" in words for words in _troubles())
