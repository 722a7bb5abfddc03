"""How neighbours spell a word: what they share is found, and nothing is made up."""

import pytest

from search.analysis.scandinavian import spelt_in

SPELT = [
    ("da", "nb", "skærm", "skjerm"),
    ("da", "nb", "netværk", "nettverk"),
    ("da", "nb", "vand", "vann"),
    ("da", "nb", "installation", "installasjon"),
    ("nb", "da", "kjøp", "køb"),
    ("nb", "sv", "oppdatering", "uppdatering"),
    ("sv", "nb", "nyckel", "nøkkel"),
    ("sv", "da", "säkerhet", "sikkerhed"),
    ("da", "nb", "koebe", "kjøpe"),
    ("da", "nb", "vandmåler", "vannmåler"),
]


@pytest.mark.parametrize(("own", "other", "written", "spelt"), SPELT)
def test_a_word_is_spelt_as_the_other_language_does(
    own: str, other: str, written: str, spelt: str
) -> None:
    assert spelt_in(written, own, other) == spelt


@pytest.mark.parametrize(
    ("own", "other", "written"),
    [
        ("da", "nb", "faktura"),
        ("da", "nb", "trådløs"),
        ("sv", "da", "xqvirp"),
        ("da", "da", "skærm"),
        ("da", "de", "skærm"),
        ("el", "nb", "οθόνη"),
    ],
)
def test_what_is_alike_unknown_or_of_another_family_stays(
    own: str, other: str, written: str
) -> None:
    assert spelt_in(written, own, other) == ""
