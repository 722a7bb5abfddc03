"""What searches mean, in whatever language; and that words do where no embedder tells."""

from datetime import timedelta
from typing import Any

import numpy as np
import pytest

from bench import clusters
from bench.sets import read
from portal.gaps import meaning
from portal.gaps.models import Gap, Wording
from portal.gaps.regrouping import regroup
from search.semantic.embedder import Embedder
from tests.factories.gaps import failed
from tests.factories.steps import START

NIGHT = START + timedelta(days=1)


def _vector(*parts: float) -> bytes:
    return np.array(parts, dtype="<f4").tobytes()


def test_what_a_language_has_in_common_is_taken_away() -> None:
    needs = np.eye(6)
    # The first two parts are the language's, the others the need's.
    vectors = [_vector(*language, *need) for language in ((0.8, 0), (0, 0.8)) for need in needs]
    plain = np.dot((0.8, 0, *needs[0]), (0.8, 0, *needs[1]))
    alike = meaning.by_meaning(["el"] * 6 + ["da"] * 6, vectors)
    assert plain > 0.5 > 0.2 > alike[0, 1]
    assert alike[0, 6] > 0.5


def test_what_is_not_known_is_like_nothing() -> None:
    alike = meaning.by_meaning(["el", "da"], [b"", _vector(1.0, 0.0)])
    assert not alike.any()
    assert meaning.by_meaning([], []).shape == (0, 0)


def test_one_search_alone_divides_by_nothing() -> None:
    assert np.isfinite(meaning.by_meaning(["el"], [_vector(1.0, 0.0)])).all()


@pytest.mark.django_db
def test_an_embedder_that_does_not_answer_leaves_it_to_words(settings: Any) -> None:
    settings.EMBEDDINGS = settings.EMBEDDINGS | {"url": "http://127.0.0.1:9/v1"}
    failed("solpanel", "sv")
    failed("solpaneler", "sv")
    failed("solar panels", "en")
    regroup(NIGHT)
    assert Gap.objects.shown().count() == 2
    assert not Wording.objects.exclude(vector=b"").exists()


@pytest.mark.django_db
def test_needs_are_found_within_a_language_by_words() -> None:
    assert clusters.pairs(read("gaps"), clusters.in_one_language).f1 >= 0.6


@pytest.mark.slow
@pytest.mark.django_db
def test_needs_are_found_over_languages_by_meaning(with_embedder: Embedder) -> None:
    searches = read("gaps")
    vectors = clusters.vectors(searches)
    assert len(vectors) == len(searches)
    assert clusters.pairs(searches, clusters.any_two, vectors).f1 >= 0.8


@pytest.mark.django_db
def test_a_vector_is_asked_for_once(with_embedder: Embedder) -> None:
    failed("solpanel", "sv")
    regroup(NIGHT)
    (row,) = Wording.objects.all()
    assert (row.space, bool(row.vector)) == (with_embedder.space, True)
    kept = np.ones(384, dtype="<f4").tobytes()
    Wording.objects.update(vector=kept)
    regroup(NIGHT)
    assert bytes(Wording.objects.get().vector) == kept
