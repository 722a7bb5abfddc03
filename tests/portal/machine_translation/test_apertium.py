"""The real Apertium, between the languages of Scandinavia."""

from typing import Any

import pytest

from portal.machine_translation import errors
from portal.machine_translation.passages import Passage, Placeholder, TagRole, fits
from portal.machine_translation.translating import translate
from tests.factories import machines

pytestmark = [pytest.mark.django_db, pytest.mark.apertium]

CODE, LATER = Placeholder(2, TagRole.ALONE), Placeholder(3, TagRole.ALONE)
LINK = Placeholder(1, TagRole.BEGINS), Placeholder(1, TagRole.ENDS)


@pytest.fixture(autouse=True)
def _apertium(settings: Any, apertium_url: str) -> None:
    settings.MACHINE_TRANSLATION = machines.chosen("*:*=apertium", url=apertium_url)


def translated(passage: Passage, source: str, target: str) -> Passage | None:
    return translate([passage], source=source, target=target)[0].translation


@pytest.mark.parametrize(
    ("source", "target", "text", "words"),
    [
        ("da", "nb", "Hvordan nulstiller jeg min adgangskode?", "Hvordan"),
        ("nb", "da", "Jeg vet ikke hvorfor den ikke virker.", "Jeg ved ikke hvorfor"),
        ("sv", "da", "Jag vet inte varför den inte fungerar.", "ikke"),
        ("sv", "nb", "Jag vet inte varför.", "ikke"),
        ("nb", "nn", "Jeg vet ikke hvorfor.", "Eg veit ikkje"),
    ],
)
def test_close_languages_are_translated(source: str, target: str, text: str, words: str) -> None:
    translation = translated((text,), source, target)
    assert translation
    assert words in str(translation[0])
    assert "*" not in str(translation[0])


@pytest.mark.parametrize(
    "passage",
    [
        ("Tryk på ", LINK[0], "den røde knap", LINK[1], " i ", CODE, " og vent 10 minutter."),
        (CODE, " viser ", LATER, ", når netværket er nede."),
        ("Åbn ", LINK[0], "indstillingerne", LINK[1], " & vælg ", CODE, "."),
        (
            "Den ",
            LINK[0],
            "meget store",
            LINK[1],
            " fil ",
            CODE,
            " kan ikke åbnes af ",
            LATER,
            ".",
        ),
    ],
)
@pytest.mark.parametrize("target", ["nb", "sv"])
def test_marks_survive(passage: Passage, target: str) -> None:
    translation = translated(passage, "da", target)
    assert translation is not None
    assert fits(passage, translation)
    assert "10" in str(translation) or "10" not in str(passage)


def test_a_pair_that_is_not_installed_is_told() -> None:
    with pytest.raises(errors.UnsupportedError):
        translated(("Er den tændt?",), "da", "el")


def test_what_is_too_long_for_it_is_not_translated() -> None:
    assert translated(("Vent på hubben. " * 300,), "da", "nb") is None
