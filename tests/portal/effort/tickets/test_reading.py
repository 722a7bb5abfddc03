"""A file of tickets: what is taken of it, and what is said of each line that is wrong."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from portal import locales
from portal.effort.tickets import reading
from portal.effort.tickets.reading import Ticket

HEAD = "date,subject,language\n"
MARCH = date(2026, 3, 1)


def read(text: str, *languages: str) -> list[Ticket]:
    return reading.read(text.encode(), languages or locales.codes())


def faults(text: str, *languages: str) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        read(text, *languages)
    return caught.value.messages


@pytest.mark.parametrize(
    "text",
    [
        "date,subject\n2026-03-14,Καμία θέρμανση\n",
        "\ufeffDate;Subject;Language\r\n2026-03-14 08:30;Καμία θέρμανση;\r\n",
        'subject\tdate\n"Καμία θέρμανση"\t2026-03-14T08:30:00+02:00\n',
        # In Athens it is March already.
        "date,subject\n2026-02-28T23:30:00Z,Καμία θέρμανση\n",
    ],
)
def test_what_systems_export_is_understood(text: str, settings: pytest.FixtureRequest) -> None:
    settings.REPORTING_TIME_ZONE = "Europe/Athens"  # type: ignore[attr-defined]
    assert read(text) == [Ticket(MARCH, "Καμία θέρμανση")]


def test_a_language_may_be_said_as_other_systems_say_it() -> None:
    lines = ["2026-03-01,Støj,da-DK", "2026-03-01,Støy,no", "2026-03-01,Noise,en_GB"]
    assert [one.language for one in read(HEAD + "\n".join(lines))] == ["da", "nb", "en"]


def test_personal_data_is_masked_before_anything_is_kept() -> None:
    (ticket,) = read(f"{HEAD}2026-03-01,Ring til maja@example.com på +45 12 34 56 78,da\n")
    assert ticket.subject == "Ring til ••• på •••"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("01.03.2026,Hemmeligt ord,da", "The date of this line is no day"),
        ("2026-13-01,Hemmeligt ord,da", "The date of this line is no day"),
        ("2026-W10-1,Hemmeligt ord,da", "The date of this line is no day"),
        ("Hemmeligt ord,2026-03-01,da", "The date of this line is no day"),
        ("1999-12-31,Hemmeligt ord,da", "between the year 2000 and today"),
        ("9999-12-31T23:59:59-12:00,Hemmeligt ord,da", "The date of this line is no day"),
        ("2099-12-31,Hemmeligt ord,da", "between the year 2000 and today"),
        ("2026-03-01,Hemmeligt ord,tlh", "The language of this line is none of this site"),
        ("2026-03-01,da,Hemmeligt ord", "The language of this line is none of this site"),
        ("2026-03-01, ,da", "This line has no subject"),
        ("2026-03-01,Hemmeligt ord", "This line has 2 columns, the first one 3"),
    ],
)
def test_each_fault_is_told_with_its_line_and_without_its_words(line: str, said: str) -> None:
    (told,) = faults(f"{HEAD}2026-03-02,Støj,da\n{line}\n")
    assert told.startswith("Line 3: ")
    assert said in told
    assert "Hemmeligt" not in told


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Line 1: name the columns: date, subject"),
        ("date,subject,name\n", "no other columns"),
        (HEAD, "The file has no line with a ticket."),
        (f"{HEAD}2026-03-01,{'æ' * 1_000},da\n", "Write one ticket in each line."),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(text: str, said: str) -> None:
    (told,) = faults(text)
    assert said in told


@pytest.mark.parametrize("line", ["2026-03-01,Støj,da", "2026-03-01,Støj,"])
def test_who_tells_of_some_languages_names_one_of_them(line: str) -> None:
    (told,) = faults(f"{HEAD}{line}\n", "el", "ar")
    assert told == "Line 2: You can give numbers for these languages: el, ar. Name one of them."
