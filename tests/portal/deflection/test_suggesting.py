"""What is suggested for what is typed into a form: the search page's answers, in its order."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

import pytest

from portal.deflection import attempts, suggesting
from portal.deflection.attempts import Kind
from portal.deflection.models import Attempt
from search import service
from search.results import Hit, Results
from tests.factories.handover import hit, results
from tests.factories.journal import reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> dict[str, Sequence[Hit]]:
    """What searching answers, by what was asked; its engine has tests of its own."""
    told: dict[str, Sequence[Hit]] = {}

    def search(*, query: str, **_asked: Any) -> Results:
        return results(*told.get(query, ()))

    monkeypatch.setattr(service, "search", search)
    return told


def suggested(*texts: str) -> list[str]:
    found = suggesting.suggest(reader(), Kind.CONTACT, uuid4(), texts=texts, locale="el")
    return [one.item for one in found]


def unsure(name: str) -> Hit:
    return hit(id=name, family=name, fits=False)


def test_where_nothing_fits_the_closest_three_are_suggested(
    answers: dict[str, Sequence[Hit]],
) -> None:
    answers["ένα πρόβλημα"] = [unsure(f"n{number}") for number in range(3)]
    answers["περιγραφή"] = [unsure("other")]
    assert suggested("ένα πρόβλημα", "περιγραφή") == ["n0", "n1", "n2"]


def test_what_fits_the_second_text_drops_what_was_unsure_of_the_first(
    answers: dict[str, Sequence[Hit]],
) -> None:
    answers["βοήθεια"] = [unsure(f"n{number}") for number in range(3)]
    answers["ο κόμβος είναι εκτός σύνδεσης"] = [hit()]
    assert suggested("βοήθεια", "ο κόμβος είναι εκτός σύνδεσης") == ["hub-offline"]


def test_only_what_fits_counts_as_having_seen_suggestions() -> None:
    actor, key = reader(), uuid4()
    attempts.begin(actor, Kind.CONTACT, key)
    attempts.show(actor, Kind.CONTACT, key, [suggesting.Suggestion(unsure("n"), "/")])
    assert not Attempt.objects.get().saw_suggestions
    assert Attempt.objects.get().shown.count() == 1
    attempts.show(actor, Kind.CONTACT, key, [suggesting.Suggestion(hit(), "/")])
    assert Attempt.objects.get().saw_suggestions
