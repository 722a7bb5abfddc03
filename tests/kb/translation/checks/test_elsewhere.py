"""One sentence in two translations is told, over the whole site."""

import pytest

from kb.translation.checks.elsewhere import other_translations
from tests.factories.kb import make_family, make_locale
from tests.kb.translation.memory.test_memory import learn

pytestmark = pytest.mark.django_db


def test_how_another_article_says_the_same_is_told() -> None:
    one, two = make_family("One"), make_family("Two")
    learn(one, {"Open it.": "Ανοίξτε το.", "Close it.": "Κλείστε το."})
    said = {"Open it.": "Άνοιξέ το.", "Close it.": "Κλείστε το.", "Other": "Άλλο"}
    told = other_translations(said, two, make_locale("el"))
    assert list(told) == ["Open it."]
    assert "Ανοίξτε το." in told["Open it."][0].words


def test_an_article_does_not_disagree_with_itself() -> None:
    family = make_family()
    learn(family, {"Open it.": "Ανοίξτε το."})
    assert not other_translations({"Open it.": "Άνοιξέ το."}, family, make_locale("el"))
