"""Whatever is typed becomes text that every database takes and no page is harmed by."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.limits.models import Counter
from portal.text import clean_line, clean_text

anything = st.text(st.characters(exclude_categories=()))
awkward = st.text(
    st.sampled_from("aé\u0301\u0344\r\n\t \0\x1b\u202e\u2066\u2067\u2069\u200f\ud800\udfff\ufeff")
)


@given(anything | awkward)
def test_clean_text_is_safe_and_cleaning_it_again_changes_nothing(value: str) -> None:
    text = clean_text(value)

    text.encode()
    assert text == unicodedata.normalize("NFC", text)
    assert not set(text) & set("\0\r\x0b\x0c\x1b\x7f\x85\u2028\u2029\u202d\u202e\ufeff\uffff")
    assert clean_text(text) == text
    for line in text.split("\n"):
        assert sum(map(line.count, "\u2066\u2067\u2068")) == line.count("\u2069")


@given(st.text(st.sampled_from("abcæøåάحß字😀 .,-\n\t")))
def test_ordinary_text_stays_as_it_is(value: str) -> None:
    assert clean_text(value) == unicodedata.normalize("NFC", value)


@pytest.mark.parametrize(
    ("value", "cleaned"),
    [
        ("a\r\nb\rc\u2028d\x85e", "a\nb\nc\nd\ne"),
        ("e\u0301", "é"),
        ("nul\0 bell\x07 escape\x1b[31m", "nul bell escape[31m"),
        ("half \ud83d pair", "half \ufffd pair"),
        ("\u202egpj.exe\u202c", "gpj.exe"),
        ("\u2067open", "\u2067open\u2069"),
        ("closed\u2069", "closed"),
        ("A\u2069\u0300", "À"),
        ("\u2067one\ntwo\u2069", "\u2067one\u2069\ntwo"),
        ("می\u200cخواهم 👩\u200d💻 \u200fab", "می\u200cخواهم 👩\u200d💻 \u200fab"),
        ("🏴\U000e0067\U000e0062\U000e007f", "🏴\U000e0067\U000e0062\U000e007f"),
    ],
)
def test_cleaning_by_example(value: str, cleaned: str) -> None:
    assert clean_text(value) == cleaned


@given(anything | awkward)
def test_a_clean_line_is_one_line_of_words_and_cleaning_it_again_changes_nothing(
    value: str,
) -> None:
    line = clean_line(value)
    assert line.split(" ") == (line.split() or [""])
    assert clean_line(line) == line


@pytest.mark.parametrize(
    "hostile",
    ["a" + "\u0315\u0300" * 50_000, "\u2067" * 100_000, "\x01" * 100_000, "\ud800" * 100_000],
)
def test_hostile_text_is_cleaned_in_no_time(hostile: str) -> None:
    began = time.process_time()
    clean_text(hostile)
    assert time.process_time() - began < 1


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["\0", "\ud800", "a\0b\udfffc", "\uffff"])
def test_the_database_takes_what_is_clean(value: str) -> None:
    from django.utils import timezone

    Counter.objects.create(key=clean_text(value), until=timezone.now())
    assert Counter.objects.get().key == clean_text(value)
