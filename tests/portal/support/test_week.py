"""Hours as they are typed: read forgivingly, refused in words."""

from datetime import time

import pytest
from django.core.exceptions import ValidationError

from portal.support import week
from portal.support.closing import read_days
from portal.support.timetable import MIDNIGHT, Opening


@pytest.mark.parametrize(
    "typed",
    [
        "09:00-12:00, 13:00-17:30",
        "13-17:30; 9-12",
        "9.00–12.00,13.00 – 17.30",
        "٠٩:٠٠-١٢:٠٠, 13-17:30",
    ],
)
def test_a_day_is_understood_however_it_is_typed(typed: str) -> None:
    openings = week.read_day(typed)
    assert openings == (Opening(time(9), time(12)), Opening(time(13), time(17, 30)))
    assert week.written(openings) == "09:00-12:00, 13:00-17:30"


@pytest.mark.parametrize("typed", ["00:00-24:00", "0-0", "00:00-00:00"])
def test_a_day_may_be_open_from_end_to_end(typed: str) -> None:
    assert week.read_day(typed) == (Opening(MIDNIGHT, MIDNIGHT),)
    assert week.written(week.read_day(typed)) == "00:00-24:00"


@pytest.mark.parametrize(
    "typed",
    [
        "9",
        "nine to five",
        "9-25",
        "24:30-25",
        "17-9",
        "9-9",
        "9-12, 11-13",
        "9-24, 10-11",
        "9:7-12",
    ],
)
def test_what_is_no_opening_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        week.read_day(typed)


@pytest.mark.parametrize(
    "kept", [[], {}, [[]] * 6, [[["9"]]] * 7, [[None]] * 7, "week", [[["x", 1]]] * 7]
)
def test_what_is_no_week_is_refused(kept: object) -> None:
    with pytest.raises(ValidationError):
        week.validate(kept)  # type: ignore[arg-type]


def test_closed_days_are_kept_in_order_and_once() -> None:
    typed = ["2026-12-31", "", " 2026-12-24 ", "2026-12-31"]
    assert read_days(typed) == ["2026-12-24", "2026-12-31"]


@pytest.mark.parametrize("typed", ["24.12.2026", "2026-02-30", "juleaften"])
def test_a_closed_day_that_is_none_is_named(typed: str) -> None:
    with pytest.raises(ValidationError, match=typed):
        read_days([typed])
