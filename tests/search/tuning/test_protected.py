"""Words that are never corrected, on both engines."""

import pytest

from search.service import search
from tests.factories.search import make_document
from tests.factories.tuning import protected
from tests.search.tuning.conftest import Fill

pytestmark = pytest.mark.django_db


def test_a_protected_word_is_neither_corrected_nor_found_by_likeness(fill: Fill) -> None:
    fill(make_document(title="Solver settings"), make_document("two", title="Settings"))
    before = search(query="Solvei settings", locale="en")
    assert (before.did_you_mean, before.results[0].id) == ("solver settings", "one")
    protected("SOLVEI")
    after = search(query="solvei settings", locale="en")
    assert after.did_you_mean == ""
    assert "<mark>Solver</mark>" not in {hit.title_html for hit in after.results}
    assert search(query="solvei", locale="en").total == 0
    assert search(query="solvei", locale="en", is_typing=True).total == 0


def test_other_words_and_languages_are_corrected_as_before(fill: Fill) -> None:
    fill(make_document(title="Solver"), make_document("da", title="Solver", locale="da"))
    protected("solvei")
    assert search(query="solvre", locale="en").did_you_mean == "solver"
    assert search(query="solvei", locale="da").did_you_mean == "solver"


def test_a_protected_word_is_not_taken_for_one_typed_on_another_keyboard(fill: Fill) -> None:
    fill(make_document(title="Thermostat"))
    typed = "τηερμοστατ"  # "thermostat" on Greek keys
    assert search(query=typed, locale="en").total == 1
    protected(typed)
    assert search(query=typed, locale="en").total == 0
