"""How near to a portal's texts what they do not answer is."""

from collections.abc import Callable

import pytest

from search import calibrating, embedding, engines, indexing
from search.semantic.embedder import Embedder
from search.semantic.models import SpaceInUse
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
        indexing.catch_up(engines.engine())

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
