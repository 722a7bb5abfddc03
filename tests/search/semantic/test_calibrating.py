"""How near to a portal's texts what they do not answer is."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from portal.jobs.tasks import waiting_wake_ups
from search import engines, jobs
from search.index import calibrating, catching_up, embedding
from search.semantic.embedder import Embedder
from search.semantic.models import SpaceInUse, Unembedded
from tests.factories.search import make_document
from tests.search.semantic.conftest import AT

type Index = Callable[..., None]

TITLES = {
    "battery": ("Batteriet løber hurtigt tør", "Η μπαταρία αδειάζει γρήγορα"),
    "printer": ("Printeren udskriver ikke", "Ο εκτυπωτής δεν τυπώνει"),
    "network": ("Jeg kan ikke se det trådløse netværk", "Δεν βλέπω το ασύρματο δίκτυο"),
    "language": ("Skift sprog", "Αλλαγή γλώσσας"),
    "sound": ("Der er ingen lyd", "Δεν ακούγεται ήχος"),
    "password": ("Jeg har glemt min adgangskode", "Ξέχασα τον κωδικό"),
}


def texts(**values: object) -> list[object]:
    return [
        make_document(key, title=title, locale=locale, **values)
        for key, titles in TITLES.items()
        for locale, title in zip(("da", "el"), titles, strict=True)
    ]


@pytest.fixture
def embedded(index: Index, space: Embedder) -> Index:
    def put(*documents: object) -> None:
        index(*documents)
        embedding.embed_lacking(AT, longest=600)
        catching_up.catch_up(engines.engine())

    return put


def test_titles_are_asked_and_never_answered_by_their_own_text(embedded: Index) -> None:
    embedded(*texts())
    assert calibrating.calibrate() == 12
    apart = SpaceInUse.objects.get().apart
    # Its own text, in whichever language, is nearer than this.
    assert apart is not None
    assert 0.2 < apart < 0.48


def test_too_few_texts_say_nothing(embedded: Index) -> None:
    embedded(*texts()[:4])
    SpaceInUse.objects.update(apart=0.4)
    assert calibrating.calibrate() == 4
    assert SpaceInUse.objects.get().apart is None


def test_what_not_everybody_may_read_is_not_asked(embedded: Index) -> None:
    embedded(*texts(audience=("members",)))
    assert calibrating.calibrate() == 0


def test_nothing_is_measured_while_texts_lack_vectors(index: Index, space: Embedder) -> None:
    index(*texts())
    assert calibrating.calibrate() == 0


def test_it_is_measured_as_soon_as_the_first_texts_have_vectors(
    index: Index, space: Embedder, django_capture_on_commit_callbacks: Any
) -> None:
    index(make_document("one", title="Ny lampe", locale="da"))
    with django_capture_on_commit_callbacks(execute=True):
        assert jobs.embed_texts() == 1
    assert waiting_wake_ups(jobs.CALIBRATE) == 1


def test_it_is_measured_anew_after_many_new_texts(index: Index, space: Embedder) -> None:
    def is_due(*documents: object) -> bool:
        index(*documents)
        return calibrating.is_due(embedding.embed_lacking(longest=600))

    assert is_due(*texts())
    # The index has yet to hear of the vectors.
    assert jobs.measure_what_is_near() == 12
    assert SpaceInUse.objects.get().apart is not None
    assert not is_due()
    assert not is_due(make_document("one", title="Ny lampe", locale="da"))
    assert is_due(*(make_document(f"n{n}", title=f"Lampe {n}") for n in range(calibrating.MANY)))


def test_a_text_that_is_refused_holds_nothing_up(embedded: Index) -> None:
    embedded(*texts())
    later = timezone.now() + timedelta(hours=5)
    Unembedded.objects.create(source="test", key="sound", locale="da", due_at=later)
    assert calibrating.calibrate() == 12
