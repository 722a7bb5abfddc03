"""A segment as a machine gets it, and what of its answer is stored."""

import pytest

from kb.translation.machine.passages import PreparedSegment, prepare, restored
from kb.translation.segments import Segment
from portal.machine_translation.engines.base import PreferredTerm
from portal.machine_translation.passages import Passage


def prepared(source: str, *terms: PreferredTerm) -> PreparedSegment:
    found = prepare(Segment("body.x", 0, source), terms)
    assert found is not None
    return found


def back(one: PreparedSegment, translation: Passage) -> str | None:
    return restored(one, translation, source_locale="da", locale="nb")


def words(passage: Passage) -> str:
    return " ".join(piece for piece in passage if isinstance(piece, str))


def loud(passage: Passage) -> Passage:
    return tuple(piece.upper() if isinstance(piece, str) else piece for piece in passage)


@pytest.mark.parametrize(
    "thing",
    [
        *("{{ navn }}", "%(navn)s", "${hub}", "https://solvei.example/a?b=1", "a@solvei.example"),
        *("Ctrl+R", "E-1042", "v2.1.0", "IPv6", "/etc/hub1.conf"),
    ],
)
def test_what_is_no_word_is_not_sent_and_comes_back_as_it_was(thing: str) -> None:
    one = prepared(f"Tryk på {thing} og vent.")
    assert thing not in words(one.passage)
    assert back(one, loud(one.passage)) == f"TRYK PÅ {thing} OG VENT."


def test_markup_comes_back_around_the_same_words() -> None:
    one = prepared('Åbn <b>menuen</b> &amp; <a id="a1">læs</a> om <code>E-1042</code>.<br/>Vent.')
    assert "E-1042" not in words(one.passage)
    assert back(one, loud(one.passage)) == (
        'ÅBN <b>MENUEN</b> &amp; <a id="a1">LÆS</a> OM <code>E-1042</code>.<br/>VENT.'
    )


def test_a_name_that_both_languages_have_is_a_thing() -> None:
    one = prepared(
        "Åbn Solvei Hub i dag.",
        PreferredTerm("Solvei Hub", "Solvei Hub"),
        PreferredTerm("dag", "dag i"),
    )
    assert words(one.passage) == "Åbn   i dag."


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("Vent 10 minutter.", ("Vent 20 minutter.",)),
        ("Er den tændt?", ("  ",)),
        ("Er den tændt?", ("Er den på? " * 40,)),
        ("Tryk på <code>E-1042</code>.", ("Trykk på knappen.",)),
        ("Åbn <b>menuen</b>.", ("Åpne menyen.",)),
    ],
)
def test_what_lost_or_gained_something_is_no_translation(
    source: str, translation: Passage
) -> None:
    assert back(prepared(source), translation) is None


def test_an_engine_writes_no_markup() -> None:
    one = prepared("Er den tændt?")
    assert back(one, ("Er <script>den</script> på?",)) == (
        "Er &lt;script&gt;den&lt;/script&gt; på?"
    )


def test_what_no_database_takes_is_not_stored() -> None:
    one = prepared("Er den tændt?")
    assert back(one, ("Er den\x00 på\u202e? \ud800",)) == "Er den på? \N{REPLACEMENT CHARACTER}"


def test_a_text_that_looks_like_a_mark_is_left_to_people() -> None:
    assert prepare(Segment("title", 0, "Skriv &lt;1&gt; i <b>feltet</b>")) is None
