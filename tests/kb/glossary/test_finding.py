"""Words of a glossary in a text: in every form that a language gives them, and no other word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.glossary.finding import Finder, Wording
from kb.glossary.models import lines

FORMS = [
    ("en", "valve", "Both valves are closed.", "valves"),
    ("en", "radiator", "The radiator's pin sticks.", "radiator's"),
    ("nb", "hub", "Flytt huben nærmere.", "huben"),
    ("nb", "ventil", "Signalet til ventilene er svakt.", "ventilene"),
    ("da", "hub", "Flyt hubben over.", "hubben"),
    ("da", "bog", "Bøgerne ligger der.", "Bøgerne"),
    ("sv", "nätverk", "Nätverkets namn.", "Nätverkets"),
    ("sv", "bok", "Böckerna ligger där.", "Böckerna"),
    ("el", "κόμβος", "Μεταφέρετε τον κόμβο.", "κόμβο"),
    ("el", "κόμβος", "στην πίσω πλευρά του κόμβου", "κόμβου"),
    ("el", "κωδικός πρόσβασης", "Ελέγξτε τον κωδικό πρόσβασης.", "κωδικό πρόσβασης"),
    ("el", "βαλβίδα", "ΟΙ ΒΑΛΒΙΔΕΣ ΕΙΝΑΙ ΚΛΕΙΣΤΕΣ", "ΒΑΛΒΙΔΕΣ"),
    ("id", "katup", "Buka katupnya.", "katupnya"),
    ("ar", "موزّع", "انقل الموزّع إلى مكانه.", "الموزّع"),
    ("ar", "صمام", "الإشارة التي تصل إلى الصمامات.", "الصمامات"),
    ("ar", "صمام", "وصمام الغرفة", "وصمام"),
    ("zh-hans", "阀门", "关闭阀门。", "阀门"),
    # A compound is what its last part says.
    ("nb", "termostat", "Skru på romtermostaten.", "romtermostaten"),
]
OTHERS = [
    # A stem alone makes no two words of the dictionary one.
    ("en", "setting", "Set the temperature."),
    ("en", "valve", "Values are shown."),
    ("en", "PIN", "Press the pin of the valve."),
    ("nb", "ventil", "Huset er ventilert."),
    # What comes first in a compound is not what it is.
    ("nb", "termostat", "Termostatknappen er varm."),
    ("el", "κωδικός πρόσβασης", "Ο κωδικός. Πρόσβασης μέσω δικτύου."),
    ("id", "hub", "Hubungi kami."),
    ("ar", "موزّع", "وضع الغياب"),
]


def found(locale: str, text: str, *wordings: Wording) -> list[str]:
    return [text[hit.start : hit.end] for hit in Finder(locale, wordings).find(text)]


@pytest.mark.parametrize(("locale", "word", "text", "there"), FORMS)
def test_a_word_is_found_in_each_of_its_forms(
    locale: str, word: str, text: str, there: str
) -> None:
    assert found(locale, text, Wording(word, "it")) == [there]


@pytest.mark.parametrize(("locale", "word", "text"), OTHERS)
def test_another_word_is_left_alone(locale: str, word: str, text: str) -> None:
    assert found(locale, text, Wording(word, "it")) == []


def test_capitals_are_found_in_capitals_with_their_endings() -> None:
    assert found("nb", "PIN-koden og PINen, pinne", Wording("PIN", "pin")) == ["PIN", "PINen"]


def test_the_longest_wording_has_a_word() -> None:
    some = [Wording("κόμβος", "hub"), Wording("κόμβος δικτύου", "network-hub")]
    text = "Ο κόμβος δικτύου είναι κόμβος."
    assert found("el", text, *some) == ["κόμβος δικτύου", "κόμβος"]


def test_the_spelling_that_stands_there_is_the_one_that_is_meant() -> None:
    used, wrong = Wording("e-post", "mail"), Wording("epost", "mail", is_forbidden=True)
    finder = Finder("nb", [used, wrong])
    hits = finder.find("Skriv e-post, ikke epost.")
    assert [hit.wordings for hit in hits] == [(used,), (wrong,)]


def test_a_compound_with_a_word_that_is_not_to_be_used_is_another_word() -> None:
    wrong = Wording("central", "hub", is_forbidden=True)
    assert found("sv", "Slå av strömmen i elcentralen.", wrong) == []
    assert found("sv", "Flytta centralen.", wrong) == ["centralen"]


def test_terms_that_share_a_word_are_found_together() -> None:
    some = [Wording("bro", "bridge"), Wording("bro", "hub")]
    (hit,) = Finder("da", some).find("Broen virker.")
    assert {one.term for one in hit.wordings} == {"bridge", "hub"}


def test_of_thousands_that_begin_alike_the_one_that_goes_on_so_is_found() -> None:
    finder = Finder("da", [Wording(f"hub v{number}", f"v{number}") for number in range(2_000)])
    (hit,) = finder.find("hub " * 2_000 + "hub v1234")
    assert [wording.term for wording in hit.wordings] == ["v1234"]


def test_a_translation_has_a_word_within_a_longer_one() -> None:
    finder = Finder("da", [Wording("termostat", "thermostat"), Wording("hub", "hub")])
    assert finder.terms("Tryk på termostatknappen.") == {"thermostat"}


@given(text=st.text(max_size=300), locale=st.sampled_from(["en", "el", "ar", "da", "zh-hans"]))
def test_any_text_is_read_and_what_is_found_stands_there_once(text: str, locale: str) -> None:
    words = {"en": "hub", "el": "κόμβος", "ar": "موزع", "da": "å", "zh-hans": "阀门"}
    hits = Finder(locale, [Wording(words[locale], "it")]).find(text + words[locale] + text)
    ends = [0, *(hit.end for hit in hits)]
    assert all(before <= hit.start < hit.end for before, hit in zip(ends, hits, strict=False))


def test_wordings_are_lines_each_once() -> None:
    assert lines(" hub \n\nhub\nnav  stasjon") == ("hub", "nav stasjon")
