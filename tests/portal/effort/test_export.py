"""The file: what it tells apart, what it holds back, and what two of them give away together."""

import csv
from datetime import date, timedelta
from io import StringIO
from statistics import median

import pytest

from portal.effort import export, leaving, rollups
from portal.effort.counts import SMALL, WHOLE
from portal.effort.figures import definitions
from portal.effort.figures.first_answer import MINUTES
from portal.effort.models import ClosedDay, DailyFigure
from portal.handover import acts
from tests.factories.effort import Reader
from tests.factories.journal import at
from tests.factories.requests import sent

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 3, 2)
LATER = at("2026-03-30 12:00")
type Lines = dict[tuple[str, str, str], dict[str, str]]


def lines(first: date, last: date, *languages: str) -> Lines:
    """By figure, language and item."""
    made = leaving.build(first, last, languages=languages or None, at=LATER)
    text = export.as_csv(made, is_sample=False).lstrip("\ufeff")
    return {
        (row["name"], row["language"], row["item"]): row for row in csv.DictReader(StringIO(text))
    }


def searches(day: date, *numbers: tuple[str, int]) -> None:
    for network, (code, number) in enumerate(numbers):
        for place in range(number):
            who = Reader(f"198.51.{place}.{network}", code)
            who.searched("μυστικό" if code == "el" else "lyd", f"{day} 09:00", weak=True)


def test_none_no_data_and_held_back_are_told_apart() -> None:
    searches(MONDAY, ("el", 6), ("sv", 4))
    rollups.close_days(LATER)
    found = lines(MONDAY, MONDAY)
    states = {code: found["search_weak", code, ""]["state"] for code in ("el", "sv", "da")}
    assert states == {"el": "counted", "sv": "held back", "da": "none"}
    assert found["search_weak", "sv", ""]["n"] == ""
    assert found["search_weak", "sv", ""]["suppressed"] == "1"
    assert found["search_weak", "da", ""]["suppressed"] == "0"
    before = lines(MONDAY - timedelta(days=9), MONDAY - timedelta(days=3))
    assert {row["state"] for row in before.values()} == {"no data"}
    ClosedDay.objects.update(definitions={"search_weak": 2}, version="anew")
    assert lines(MONDAY, MONDAY)["peer", "el", ""]["state"] == "not counted"


def test_the_line_for_all_adds_up_what_is_shown() -> None:
    searches(MONDAY, ("el", 6), ("sv", 4), ("nb", 7))
    rollups.close_days(LATER)
    found = lines(MONDAY, MONDAY)
    assert found["search_weak", "all", ""]["n"] == "13"
    assert lines(MONDAY, MONDAY, "sv")["search_weak", "all", ""]["state"] == "held back"


def test_lists_are_in_the_file_and_what_few_typed_is_not() -> None:
    searches(MONDAY, ("el", 6), ("sv", 4))
    rollups.close_days(LATER)
    found = lines(MONDAY, MONDAY + timedelta(days=6))
    assert found["search_weak", "el", "μυστικό"]["numerator"] == "6"
    assert found["search_weak", "el", "μυστικό"]["kind"] == "query"
    assert not any(item == "lyd" for _name, _code, item in found)


def test_times_are_medians_of_the_cases_that_are_told() -> None:
    """Seven Greek requests, answered after one to seven hours; of three Danish ones nothing."""
    Reader("198.51.100.7", "id").read("hub", f"{MONDAY} 09:00")
    for code, number in (("el", 7), ("da", 3)):
        for hours in range(1, number + 1):
            begun = at(f"{MONDAY} 09:00")
            request = sent(at=begun, locale=code, message=f"Ερώτηση {hours}")
            acts.answer(request, at=begun + timedelta(hours=hours))
    rollups.close_days(LATER)
    found = lines(MONDAY, MONDAY)
    greek = found["first_response", "el", ""]
    assert (greek["n"], greek["value"], greek["state"]) == ("7", "240.0000", "counted")
    assert found["first_response", "da", ""]["state"] == "held back"
    assert found["first_response", "da", ""]["value"] == ""
    assert found["first_response", "all", ""]["value"] == "240.0000"
    assert found["resolution", "el", ""]["state"] == "none"


@pytest.mark.parametrize(("number", "ends"), [(6, ("", "")), (19, ("", "")), (20, ("75", "195"))])
def test_a_median_tells_no_case_to_the_minute(number: int, ends: tuple[str, str]) -> None:
    """Requests answered after 7 minutes, 20, 33 and so on."""
    waits = [7 + 13 * place for place in range(number)]
    ClosedDay.objects.create(day=MONDAY, definitions=definitions())
    about = {"day": MONDAY, "figure": "resolution", "locale": "ar", "numerator": 0}
    DailyFigure.objects.create(kind=WHOLE, denominator=number, **about | {"numerator": number})
    for wait in waits:
        DailyFigure.objects.create(kind=MINUTES, value=str(wait), denominator=1, **about)
    row = lines(MONDAY, MONDAY)["resolution", "ar", ""]
    told = [float(row[column]) for column in ("value", "low_95", "high_95") if row[column]]
    assert all(minutes % 15 == 0 for minutes in told)
    assert abs(told[0] - median(waits)) <= 8
    assert tuple(row[column].split(".")[0] for column in ("low_95", "high_95")) == ends


def test_no_two_periods_give_a_small_day_away() -> None:
    """Of random days, whatever is subtracted from whatever leaves nothing or five."""
    sizes = [0, 3, 1, 0, 7, 2, 2, 5, 1, 1, 4, 0, 6, 2]
    for offset, size in enumerate(sizes):
        day = MONDAY + timedelta(days=offset)
        ClosedDay.objects.create(day=day, definitions={"search_weak": 2})
        about = {"day": day, "figure": "search_weak", "kind": WHOLE}
        for code, number in (("el", size), ("sv", sizes[-offset])):
            DailyFigure.objects.create(
                locale=code, numerator=number // 2, denominator=number, **about
            )
    last = MONDAY + timedelta(days=len(sizes) - 1)
    ending = [(MONDAY, last - timedelta(days=n)) for n in range(5)]
    beginning = [(MONDAY + timedelta(days=n), last) for n in range(5)]
    for periods in (ending, beginning):
        told = [lines(*period) for period in periods]
        for code in ("el", "sv", "all"):
            of = [int(found["search_weak", code, ""]["n"] or 0) for found in told]
            assert max(of) > SMALL
            for one, other in ((a, b) for a in of for b in of):
                assert one == other or abs(one - other) >= SMALL


def test_a_change_is_told_of_what_is_told_of_both_periods() -> None:
    for offset, size in ((0, 30), (1, 60)):
        day = MONDAY + timedelta(days=offset)
        ClosedDay.objects.create(day=day, definitions={"search_weak": 2})
        about = {"day": day, "figure": "search_weak", "kind": WHOLE}
        for code, number in (("el", size), ("sv", 4)):
            DailyFigure.objects.create(
                locale=code, numerator=number * offset, denominator=number, **about
            )
    found = lines(MONDAY + timedelta(days=1), MONDAY + timedelta(days=1))
    row = found["search_weak", "el", ""]
    assert (row["change"], row["change_is_factor"], row["change_is_clear"]) == ("1.0", "0", "1")
    assert found["search_weak", "all", ""]["change"] == "1.0"
    assert {found["search_weak", code, ""]["change"] for code in ("sv", "da")} == {""}


def test_what_was_left_out_is_held_back_like_the_figure_itself() -> None:
    for offset, quietly in enumerate([3, 1, 2, 0, 4, 1]):
        day = MONDAY + timedelta(days=offset)
        ClosedDay.objects.create(day=day, definitions={"search_weak": 2, "quiet": 2})
        about = {"day": day, "figure": "quiet", "kind": "step", "value": "search"}
        counts = {"numerator": quietly, "denominator": quietly}
        DailyFigure.objects.create(locale="ar", **about, **counts)
    last = MONDAY + timedelta(days=5)
    told = {}
    for first in range(6):
        found = lines(MONDAY + timedelta(days=first), last)["search_weak", "ar", ""]
        told[first] = found["left_out_asked"]
        assert found["left_out_beyond_share"] == "0"
    # The blocks are of the days 0 to 2 and 4 to 5, whatever period is asked for.
    assert told == {0: "11", 1: "5", 2: "5", 3: "5", 4: "5", 5: ""}
    assert lines(MONDAY, last)["search_weak", "all", ""]["left_out_asked"] == "11"
