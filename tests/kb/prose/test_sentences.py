"""Where a sentence ends, in each language, and how long it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.prose.sentences import UNSPACED, length, sentences, words

PARTED = [
    ("en", ["Press it.", "Is it on?", "Then wait!"]),
    ("en", ["Use one, e.g. the blue one.", "Mr. Hansen has version 3.36."]),
    ("en", ["See fig. 3 and no. 12.", "Open “readme.txt”.", "Done."]),
    ("en", ["Click Send Files… and wait.", "“Really?” she asked."]),
    ("en", ["Bring cables, screws, etc.", "Then go."]),
    ("da", ["Vent til kl. 10.30 den 3. maj.", "Brug fx en mønt."]),
    ("da", ["Det gælder bl.a. hubben, dvs. den hvide kasse, osv.", "Prøv igen."]),
    ("nb", ["Bruk f.eks. en mynt.", "Vent ca. 10 minutter."]),
    ("sv", ["Använd t.ex. ett mynt.", "Vänta ca 3 min.", "Klart."]),
    ("el", ["Είναι ανοιχτό;", "Πατήστε το.", "Δείτε π.χ. τη σελ. 4."]),
    ("el", ["Καλώδια, βίδες κ.λπ. μαζί.", "Ο κ. Νίκος ξέρει."]),
    ("ar", ["هل يعمل؟", "اضغط على الزر.", "انتظر!"]),
    ("id", ["Tekan tombol, mis. yang biru.", "Lihat gbr. 3.", "Selesai."]),
    ("de", ["Nehmen Sie z.B. eine Münze.", "Warten Sie bzw. drücken Sie."]),
]


@pytest.mark.parametrize(("language", "parts"), PARTED)
def test_a_paragraph_is_parted_into_its_sentences(language: str, parts: list[str]) -> None:
    assert sentences(" ".join(parts), language) == parts


def test_without_spaces_a_full_stop_is_enough() -> None:
    assert sentences("打开应用。设备在吗？按“确定”。", "zh") == [
        "打开应用。",
        "设备在吗？",
        "按“确定”。",
    ]


def test_where_no_sign_ends_a_sentence_a_space_does() -> None:
    assert sentences("เปิดแอป รอสักครู่", "th") == ["เปิดแอป", "รอสักครู่"]


def test_a_line_is_a_sentence_of_its_own() -> None:
    assert sentences("Μπαταρία\nΚόμβος", "el") == ["Μπαταρία", "Κόμβος"]


@pytest.mark.parametrize(
    ("text", "language", "long"),
    [
        ("Vent ca. 10 minutter.", "nb", 4),
        ("Έκδοση 3.36, κόμβος Hub-2", "el", 4),
        ("Skriv til hjelp@solvei.example", "nb", 3),
        ("打开应用。", "zh", 4),
        ("…", "ar", 0),
    ],
)
def test_length_is_in_words_or_in_characters(text: str, language: str, long: int) -> None:
    assert length(text, language) == long


@given(
    st.text(alphabet="aΑб؟.;!?… \n\u00a0”)1。ก漢", max_size=60),
    st.sampled_from(["en", "el", "ar", "da", "zh", "th"]),
)
def test_nothing_of_a_text_is_lost_or_told_twice(text: str, language: str) -> None:
    parted = sentences(text, language)
    assert "".join("".join(parted).split()) == "".join(text.split())
    if language not in UNSPACED:
        assert sum(length(one, language) for one in parted) == len(words(" \n ".join(parted)))
