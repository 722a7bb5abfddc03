"""What every engine finds, and in which order."""

from datetime import UTC, datetime
from typing import Any

import pytest

from search.documents import Document
from search.ranking import LINE
from tests.factories.search import make_document
from tests.search.contract.conftest import Ask, Fill, keys


def others(locale: str = "en") -> list[Document]:
    """Documents that have nothing to do with it."""
    return [
        make_document(f"other-{word}", locale=locale, title=f"The {word}", body=word)
        for word in ("zebra", "giraf", "pingvin", "elefant")
    ]


OTHERS = others()


def test_a_title_comes_before_a_summary_before_a_body(fill: Fill, ask: Ask) -> None:
    fill(
        make_document("body", title="Other", body="About the thermostat in the hall."),
        make_document("summary", title="Other", summary="Thermostat in the hall"),
        make_document("title", title="Thermostat in the hall"),
        *OTHERS,
    )
    assert keys(ask("thermostat")) == ["title", "summary", "body"]


def test_all_words_come_before_some(fill: Fill, ask: Ask) -> None:
    fill(
        make_document("some", title="Reset", body="reset reset reset"),
        make_document("all", title="Password", body="How to reset it."),
        *OTHERS,
    )
    assert keys(ask("reset password"))[0] == "all"


def test_inflected_forms_are_found(fill: Fill, ask: Ask) -> None:
    fill(make_document(title="Resetting your passwords"), *OTHERS)
    assert keys(ask("reset password")) == ["one"]


@pytest.mark.parametrize(
    ("locale", "title", "query"),
    [
        ("el", "Ρύθμιση ήχου", "ηχος"),
        ("el", "Ρύθμιση ήχου", "ΉΧΟΣ"),
        ("el", "Ρύθμιση ήχου", "hxos"),
        ("el", "Το ασύρματο δίκτυο", "asyrmato diktyo"),
        ("da", "Forbind til netværket", "netvaerk"),
        ("da", "Forbind til netværket", "netvark"),
        ("da", "Forbind til trådløst netværk", "nätverk"),
        ("sv", "Anslut till trådlösa nätverk", "tradlost"),
        ("nb", "Koble til nettverket på nytt", "nettverk"),
        ("nb", "Slå på lyden", "sla paa lyd"),
        ("id", "Mencetak dokumen", "cetak"),
        ("ar", "إعدادات الشبكة", "شبكه"),
        ("ar", "إعدادات الشبكة", "والشبكات"),
        ("ar", "إنشاء حســـاب", "بالحساب"),
        ("ar", "الرمز ١٠٤٢", "1042"),
        ("de", "Gerät überprüfen", "geraet ueberpruefen"),
        ("fr", "Imprimer l’étiquette", "etiquette"),
        ("ja", "パスワードの再設定", "再設定"),
        ("th", "ตั้งค่าเครือข่าย", "เครือข่าย"),
    ],
)
def test_letters_and_endings_do_not_stand_in_the_way(
    locale: str, title: str, query: str, fill: Fill, ask: Ask
) -> None:
    fill(make_document(title=title, locale=locale), *others(locale))
    assert keys(ask(query, locale)) == ["one"]


@pytest.mark.parametrize(
    ("title", "query"),
    [
        ("Netværkskort", "netværk"),
        ("Trådløsnetværk", "netværk"),
        ("Netværk og printer", "netværksprinter"),
        ("Netværksprinter", "netværk printer"),
    ],
)
def test_compounds_and_their_parts_find_each_other(
    title: str, query: str, fill: Fill, ask: Ask
) -> None:
    fill(make_document(title=title, locale="da"), *others("da"))
    assert keys(ask(query, "da")) == ["one"]


@pytest.mark.parametrize("code", ["E-1042", "0x80070057", "ERR_PAIR_TIMEOUT", "e-1042"])
def test_codes_are_found_whole(code: str, fill: Fill, ask: Ask) -> None:
    fill(
        make_document(title="Offline", body="It shows E-1042, 0x80070057 or ERR_PAIR_TIMEOUT."),
        make_document("other", title="E-1043", body="0x80070058 ERR_PAIR_TIMEOUTS 1042 E"),
        *OTHERS,
    )
    assert keys(ask(code)) == ["one"]


def test_codes_are_never_corrected(fill: Fill, ask: Ask) -> None:
    fill(make_document(title="E-1043"), *OTHERS)
    answer = ask("E-1042")
    assert keys(answer) == []
    assert answer.correction == ""


def test_quoted_words_must_stand_there_as_they_are(fill: Fill, ask: Ask) -> None:
    fill(
        make_document("exact", title="One", body="then press the red button twice"),
        make_document("inflected", title="Two", body="red buttons are pressed"),
        make_document("apart", title="Three", body="a button that is red"),
        *OTHERS,
    )
    assert keys(ask('"red button"')) == ["exact"]


def test_typing_errors_are_forgiven_and_corrected(fill: Fill, ask: Ask) -> None:
    fill(make_document(title="Printer settings"), *OTHERS)
    answer = ask("pritner settings")
    assert keys(answer) == ["one"]
    assert answer.correction == "printer settings"


def test_two_letters_make_another_word_of_a_short_one(fill: Fill, ask: Ask) -> None:
    fill(make_document(title="Ένα λεπτό", locale="el"))
    answer = ask("λάπτοπ", "el")
    assert (keys(answer), answer.correction) == ([], "")


def test_a_typing_error_never_beats_an_exact_hit(fill: Fill, ask: Ask) -> None:
    fill(
        make_document("near", title="Printer"),
        make_document("exact", title="Something", body="about priner in a long text"),
        *OTHERS,
    )
    assert keys(ask("priner"))[0] == "exact"


def test_corrections_use_only_words_the_reader_may_see(fill: Fill, ask: Ask) -> None:
    fill(make_document(title="Zanzibar", audience=("group:1",)), *OTHERS)
    assert ask("zanzibra").correction == ""
    assert ask("zanzibra", audience=("group:1",)).correction == "zanzibar"


def test_a_beginning_finds_titles_while_typing(fill: Fill, ask: Ask) -> None:
    fill(make_document(title="Thermostat settings"), *OTHERS)
    assert keys(ask("therm", is_unfinished=True)) == ["one"]


def test_a_text_is_found_by_its_title_in_another_language(fill: Fill, ask: Ask) -> None:
    fill(
        make_document(title="Printer is stuck", locale="en"),
        make_document(title="Ο εκτυπωτής κόλλησε", locale="el"),
        *OTHERS,
    )
    answer = ask("printer stuck", "el", others=("en",))
    assert keys(answer) == ["one"]
    assert answer.matches[0].coverage >= LINE.words
    answer = ask("printer paper tray", "el", others=("en",))
    assert answer.matches[0].coverage < LINE.words, "one word of three says too little"


@pytest.mark.parametrize(
    ("locale", "usual", "telling"),
    [
        ("da", "mennesker", "faktura"),
        ("el", "μέρα", "τιμολόγιο"),
        ("ar", "يوم", "فاتورة"),
        ("id", "orang", "tagihan"),
    ],
)
def test_a_text_contains_more_with_a_word_that_is_rare_in_its_language(
    locale: str, usual: str, telling: str, fill: Fill, ask: Ask
) -> None:
    fill(
        make_document("usual", locale=locale, title=usual),
        make_document("telling", locale=locale, title=telling),
        *others(locale),
    )
    answer = ask(f"{usual} {telling}", locale)
    covers = {match.document.key: match.coverage for match in answer.matches}
    assert covers["usual"] < 0.4 < 0.6 < covers["telling"]


def test_a_name_that_no_list_has_weighs_though_no_text_has_it(fill: Fill, ask: Ask) -> None:
    fill(make_document(title="Hub offline"), *OTHERS)
    for last in ("Xyvorq", "E-9999"):
        assert 0.5 < ask(f"hub offline {last}").matches[0].coverage < 0.8


def test_the_newest_come_first_when_asked_for(fill: Fill, ask: Ask) -> None:
    def changed(key: str, year: int | None, **values: Any) -> Document:
        at = datetime(year, 1, 2, tzinfo=UTC) if year else None
        return make_document(key, changed_at=at, **values)

    fill(
        changed("best", 2021, title="Reset the password", body="reset password"),
        changed("undated", None, title="Reset the password"),
        changed("newest", 2025, title="Other", body="how to reset a lost password"),
        changed("old", 2001, title="Password reset"),
        changed("one-word", 2026, title="Reset the thermostat"),
        *OTHERS,
    )
    expected = ["newest", "best", "old", "undated"]
    assert keys(ask("reset password", newest_first=True)) == expected
    assert keys(ask("reset password", newest_first=True, offset=1, limit=2)) == expected[1:3]
    assert ask("reset password", newest_first=True).total == 4
    assert keys(ask("reset password"))[0] in {"best", "old"}


def test_helpful_and_solved_are_gentle_boosts(fill: Fill, ask: Ask) -> None:
    fill(
        make_document("plain", title="Battery"),
        make_document("helpful", title="Battery", helpful=0.9),
        make_document("better", title="Battery battery life", body="battery"),
        *OTHERS,
    )
    assert keys(ask("battery")).index("helpful") < keys(ask("battery")).index("plain")


def test_a_misspelt_word_is_corrected_though_two_short_ones_make_it_up(
    fill: Fill, ask: Ask
) -> None:
    fill(
        make_document("meant", locale="da", title="Indstil lysstyrken"),
        make_document("light", locale="da", title="Lys i stuen"),
        make_document("piece", locale="da", title="Et stykke træ"),
        *others("da"),
    )
    assert keys(ask("lysstyke", "da")) == ["meant"]
