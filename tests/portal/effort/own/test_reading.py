"""The owner's file: what is taken of it, and what is said of each line that is wrong."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from portal import locales
from portal.effort.models import Series
from portal.effort.own import reading
from portal.effort.own.reading import Number
from portal.text import sheets

HEAD = "date,series,value,language,market\n"
DAY = date(2026, 3, 1)


def read(content: bytes, *languages: str) -> list[Number]:
    return reading.read(content, languages or locales.codes())


def faults(text: str, *languages: str) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        read(text.encode(), *languages)
    return caught.value.messages


@pytest.mark.parametrize(
    "text",
    [
        "date,series,value\n2026-03-01,calls,31\n",
        # As a spreadsheet of Denmark or Greece writes it, and one that marks UTF-8.
        "\ufeffdate;series;value\r\n2026-03-01;calls;31\r\n",
        "Date\tValue\tSeries\n2026-03-01\t31\tCalls\n",
        'date,series,value\n"2026-03-01","calls","31"\n\n,,\n',
        # Arabic digits.
        "date,series,value\n2026-03-01,calls,٣١\n",
    ],
)
def test_what_spreadsheets_write_is_understood(text: str) -> None:
    assert read(text.encode()) == [Number(DAY, Series.CALLS, 31)]


def test_a_number_may_be_of_a_language_and_a_market() -> None:
    found = read(f"{HEAD}2026-03-01,customers,7,EL,gr\n".encode())
    assert found == [Number(DAY, Series.CUSTOMERS, 7, "el", "GR")]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("01.03.2026,calls,1,,", "“01.03.2026” is no day"),
        ("2026-02-30,calls,1,,", "is no day"),
        ("٢٠٢٦-03-01,calls,1,,", "is no day"),
        ("2026-W10-1,calls,1,,", "is no day"),
        ("20260301,calls,1,,", "is no day"),
        ("1999-12-31,calls,1,,", "between the year 2000 and today"),
        ("9999-12-31,calls,1,,", "between the year 2000 and today"),
        ("2026-03-01,κλήσεις,1,,", "“κλήσεις” is no series"),
        ("2026-03-01,calls,,,", "is no whole number"),
        ("2026-03-01,calls,-1,,", "is no whole number"),
        ("2026-03-01,calls,1.5,,", "is no whole number"),
        ("2026-03-01,calls,1e9,,", "is no whole number"),
        ("2026-03-01,calls,²,,", "is no whole number"),
        ("2026-03-01,calls,1000000001,,", "is no whole number up to a billion"),
        ("2026-03-01,calls,1,xx,", "“xx” is no language of this site"),
        ("2026-03-01,calls,1,,GRE", "“GRE” is no country"),
        ("2026-03-01,calls,1,,ß", "“ß” is no country"),
        ("2026-03-01,calls,1,,ıt", "“ıt” is no country"),
        ("2026-03-01,calls,1", "This line has 3 columns, the first one 5"),
        # What a spreadsheet would take for a formula is none of the words that are known.
        ("=1+1,calls,1,,", "is no day"),
        ("2026-03-01,=HYPERLINK(1),1,,", "is no series"),
        ("2026-03-01,calls,=1+1,,", "is no whole number"),
        ("2026-03-01,calls,1,@x,", "is no language"),
        ("2026-03-01,calls,1,,+1", "is no country"),
    ],
)
def test_each_fault_is_told_with_its_line(line: str, said: str) -> None:
    (told,) = faults(f"{HEAD}2026-03-02,calls,1,,\n{line}\n")
    assert told.startswith("Line 3: ")
    assert said in told


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Line 1: name the columns"),
        ("2026-03-01,calls,31\n", "Line 1: name the columns"),
        ("date,series,value,name\n", "no other columns"),
        ("date,series,value,value\n", "Line 1: name the columns"),
        (HEAD, "The file has no line with a number."),
        ('date,series,value\n2026-03-01,"calls,1\n', "quotation mark"),
        (HEAD + "2026-03-01,calls,1,,\n" * 20_001, "more than 20,000 lines"),
        (HEAD + "x" * sheets.MOST_BYTES, "larger than 1 MB"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(text: str, said: str) -> None:
    (told,) = faults(text)
    assert said in told


@pytest.mark.parametrize("quoted", ["", '"'])
def test_a_line_that_is_too_long_is_told_as_that(quoted: str) -> None:
    long = f"2026-03-01,calls,1,{quoted}{'α' * 140_000}{quoted},\n"
    (told,) = faults(f"{HEAD}2026-03-01,calls,1,,\n{long}")
    assert told.startswith("Line 3: This line has more than 1,000 characters.")


def test_a_quotation_mark_that_is_not_closed_is_told_however_much_follows() -> None:
    (told,) = faults(f'{HEAD}2026-03-01,"calls,1,,\n' + "2026-03-01,calls,1,,\n" * 9_000)
    assert "quotation mark" in told


def test_a_file_in_another_encoding_says_how_to_save_it() -> None:
    with pytest.raises(ValidationError, match="CSV UTF-8"):
        read("date,series,value\n2026-03-01,κλήσεις,1\n".encode("iso-8859-7"))


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["2026-03-01,calls,1,,", "2026-03-01,Calls,2,,"], "are on line 2. Keep one."),
        (["2026-03-01,calls,9,,", "2026-03-01,calls,4,el,"], "Tell the whole"),
        (["2026-03-01,calls,9,el,", "2026-03-01,calls,4,,GR"], "all parts alike"),
    ],
)
def test_nothing_is_told_twice(lines: list[str], said: str) -> None:
    (told,) = faults(HEAD + "\n".join(lines))
    assert told.startswith("Line 3: ")
    assert said in told


def test_parts_of_one_kind_and_other_series_stand_side_by_side() -> None:
    lines = ["calls,1,el,", "calls,2,da,", "orders,3,,", "customers,4,,GR"]
    found = read((HEAD + "\n".join(f"2026-03-01,{one}" for one in lines)).encode())
    assert [one.value for one in found] == [1, 2, 3, 4]


@pytest.mark.parametrize("line", ["calls,1,da,", "calls,1,,", "calls,1,,GR", "calls,1,da,DK"])
def test_who_tells_of_some_languages_tells_of_no_other_and_not_of_the_whole(line: str) -> None:
    own = f"{HEAD}2026-03-02,calls,1,EL,\n2026-03-03,calls,1,ar,GR\n"
    assert len(read(own.encode(), "el", "ar")) == 2
    (told,) = faults(f"{own}2026-03-01,{line}\n", "el", "ar")
    assert told == "Line 4: You can give numbers for these languages: el, ar. Name one of them."


def test_many_faults_are_counted_and_a_long_text_is_cut() -> None:
    told = faults(HEAD + f"{'α' * 500},calls,1,,\n" * 100)
    assert len(told) == 41
    assert told[-1] == "Further lines that are wrong: 60."
    assert len(told[0]) < 120


def test_faults_are_told_in_the_readers_language() -> None:
    """With what was typed, whatever the language: no word of ours is put together."""
    with translation.override("ar"):
        (told,) = faults(f"{HEAD}أمس,calls,1,,\n")
    assert "أمس" in told
