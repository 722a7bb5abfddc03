"""A vector is waited for shortly; and who was answered by words stays answered by words."""

import threading
from collections.abc import Iterator

import pytest
from django.core.cache import cache

from search.documents.entries import Vector
from search.queries import parse, recognition
from search.ranking import LINE
from search.semantic.asking import READING, TYPING, WORKING, Asking
from search.semantic.embedder import Embedder
from search.semantic.models import SpaceInUse


class Gated:
    """The embedder, whose answers to queries wait for a gate."""

    def __init__(self, real: Embedder) -> None:
        self._real = real
        self.space = real.space
        self.gate = threading.Event()
        self.asked: list[str] = []

    def query(self, text: str, timeout: float) -> Vector:
        self.asked.append(text)
        self.gate.wait()
        return self._real.query(text, 60)

    def passages(self, texts: list[str]) -> list[bytes]:
        return self._real.passages(texts)


@pytest.fixture
def gated(space: Embedder) -> Iterator[Gated]:
    cache.clear()
    one = Gated(space)
    yield one
    one.gate.set()
    cache.clear()


def _arrived(asking: Asking) -> None:
    for thread in list(asking._asked.values()):
        thread.join()


def test_what_was_answered_by_words_stays_so_though_its_vector_has_come(gated: Gated) -> None:
    asking = Asking(gated)
    assert asking.meaning_of("η μπαταρία άδειασε") is None
    gated.gate.set()
    _arrived(asking)
    assert asking.meaning_of("η μπαταρία άδειασε") is None
    # Another process of the site decides alike; another query is another matter.
    assert Asking(gated).meaning_of("Η μπαταρία άδειασε") is None
    assert asking.meaning_of("κρύο δωμάτιο", 60) is not None


def test_who_types_decides_nothing_and_a_late_vector_is_there_for_the_next(gated: Gated) -> None:
    asking = Asking(gated)
    assert asking.meaning_of("batteriet er tomt", TYPING) is None
    gated.gate.set()
    _arrived(asking)
    assert asking.meaning_of("batteriet er tomt", READING) is not None
    assert gated.asked == ["batteriet er tomt"]


def test_the_worker_waits_and_decides_nothing_for_readers(gated: Gated) -> None:
    asking = Asking(gated)
    assert asking.meaning_of("batteriet er flatt") is None
    gated.gate.set()
    assert asking.meaning_of("batteriet er flatt", WORKING) is not None
    assert asking.meaning_of("batteriet er flatt") is None


def test_a_query_that_is_being_asked_is_not_asked_again(gated: Gated) -> None:
    asking = Asking(gated)
    for _key in range(3):
        assert asking.meaning_of("batteri", TYPING) is None
    assert gated.asked == ["batteri"]


def test_the_line_is_the_portals_own_once_it_is_measured(gated: Gated) -> None:
    gated.gate.set()
    before = Asking(gated).meaning_of("baterai habis", 60)
    assert before
    assert before.least == pytest.approx(LINE.apart - LINE.below)
    SpaceInUse.objects.update(apart=0.5)
    after = Asking(gated).meaning_of("baterai habis", 60)
    assert after
    assert after.least == pytest.approx(0.5 - LINE.below)


@pytest.mark.parametrize(
    ("locale", "typed", "hardly"),
    [
        ("en", "asdkjh qwlekj", True),
        ("nb", "xyzzy", True),
        ("el", "φγξδσ λκξη", True),
        ("en", "my hub is offline since monday", False),
        ("el", "δεν μπορώ να συνδεθώ", False),
        ("ar", "نسيت كلمة المرور", False),
        # A word of a neighbour's language is one.
        ("da", "lösenord", False),
        ("id", "E-1042", False),
    ],
)
def test_what_nobody_knows_the_words_of_is_told(locale: str, typed: str, hardly: bool) -> None:
    assert recognition.is_hardly_words(parse(typed, locale)) is hardly
