"""Working time over hours, holidays and changes of the clocks, in three zones."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.support.timetable import MIDNIGHT, Opening, Timetable, public_holidays

ATHENS, JAKARTA, SANTIAGO = map(ZoneInfo, ("Europe/Athens", "Asia/Jakarta", "America/Santiago"))
NINE_TO_FIVE = (Opening(time(9), time(17)),)
ALL_DAY = (Opening(MIDNIGHT, MIDNIGHT),)
HOUR = timedelta(hours=1)


def weekdays(zone: ZoneInfo, **fields: object) -> Timetable:
    return Timetable(zone, (NINE_TO_FIVE,) * 5 + ((), ()), **fields)  # type: ignore[arg-type]


def at(zone: ZoneInfo, *parts: int) -> datetime:
    return datetime(*parts, tzinfo=zone)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize("zone", [ATHENS, JAKARTA, SANTIAGO])
def test_a_request_just_before_midnight_is_answered_in_the_hours_of_the_next_day(
    zone: ZoneInfo,
) -> None:
    monday = at(zone, 2026, 11, 30, 23, 58)
    assert weekdays(zone).after(monday, 6 * HOUR) == at(zone, 2026, 12, 1, 15, 0)
    assert not weekdays(zone).is_open(monday)
    assert weekdays(zone).next_opening(monday) == at(zone, 2026, 12, 1, 9, 0)


def test_the_same_moment_is_another_answer_in_another_zone() -> None:
    # 23:58 on Monday in Athens is 04:58 on Tuesday in Jakarta, and 18:58 on Monday in Santiago.
    moment = at(ATHENS, 2026, 11, 30, 23, 58)
    assert weekdays(JAKARTA).after(moment, HOUR) == at(JAKARTA, 2026, 12, 1, 10, 0)
    assert weekdays(SANTIAGO).after(moment, HOUR) == at(SANTIAGO, 2026, 12, 1, 10, 0)
    # And four hours before that Santiago is at work.
    assert weekdays(SANTIAGO).after(moment - 4 * HOUR, HOUR) == at(SANTIAGO, 2026, 11, 30, 15, 58)


def test_what_is_left_on_friday_is_done_on_monday() -> None:
    friday = at(ATHENS, 2026, 11, 27, 15, 30)
    assert weekdays(ATHENS).after(friday, 2 * HOUR) == at(ATHENS, 2026, 11, 30, 9, 30)


def test_a_promise_that_ends_with_the_day_is_kept_on_that_day() -> None:
    assert weekdays(ATHENS).after(at(ATHENS, 2026, 11, 30, 9, 0), 8 * HOUR) == at(
        ATHENS, 2026, 11, 30, 17, 0
    )


@pytest.mark.parametrize(
    ("night", "length"),
    [((2026, 3, 29), 23), ((2026, 10, 25), 25)],
    ids=["an hour less", "an hour more"],
)
def test_a_day_on_which_the_clocks_change_is_as_long_as_it_is(
    night: tuple[int, int, int], length: int
) -> None:
    always = Timetable(ATHENS, (ALL_DAY,) * 7)
    begin = at(ATHENS, *night)
    end = at(ATHENS, *night) + timedelta(days=1)
    assert always.working_time(begin, end) == length * HOUR
    assert always.after(begin, length * HOUR) == end
    only_sunday = Timetable(ATHENS, ((),) * 6 + (ALL_DAY,))
    assert only_sunday.working_time(begin, end) == length * HOUR


def test_a_clock_that_changes_at_midnight_leaves_no_day_without_a_beginning() -> None:
    # In Santiago there is no midnight on 6 September 2026: the day begins at 01:00.
    always = Timetable(SANTIAGO, (ALL_DAY,) * 7)
    noon = at(SANTIAGO, 2026, 9, 5, 12)
    assert always.working_time(noon, at(SANTIAGO, 2026, 9, 6, 12)) == 23 * HOUR


def test_an_opening_that_the_clocks_leave_out_is_none() -> None:
    night = Timetable(ATHENS, ((),) * 6 + ((Opening(time(3, 45), time(4, 15)),),))
    assert night.working_time(at(ATHENS, 2026, 3, 29), at(ATHENS, 2026, 3, 30)) == timedelta()


def test_a_public_holiday_and_a_closed_day_are_not_worked() -> None:
    greek = weekdays(ATHENS, country="GR", closed_days=frozenset({date(2026, 10, 29)}))
    # 28 October is a holiday in Greece, the day after is the owner's own.
    tuesday = at(ATHENS, 2026, 10, 27, 16, 0)
    assert greek.after(tuesday, 2 * HOUR) == at(ATHENS, 2026, 10, 30, 10, 0)
    assert weekdays(ATHENS).after(tuesday, 2 * HOUR) == at(ATHENS, 2026, 10, 28, 10, 0)


def test_a_part_of_a_country_has_holidays_of_its_own() -> None:
    epiphany = date(2026, 1, 6)
    assert epiphany in public_holidays("DE", "BY", 2026)
    assert epiphany not in public_holidays("DE", "BE", 2026)


def test_who_never_works_promises_nothing() -> None:
    never = Timetable(ATHENS, ((),) * 7)
    moment = at(ATHENS, 2026, 11, 30, 12)
    assert never.after(moment, HOUR) is None
    assert never.next_opening(moment) is None
    assert not never.is_open(moment)


def test_openings_that_meet_are_one() -> None:
    week = ((Opening(time(9), time(12)), Opening(time(12), MIDNIGHT)), ALL_DAY)
    table = Timetable(JAKARTA, week + ((),) * 5)
    assert table.closes(at(JAKARTA, 2026, 11, 30, 10)) == at(JAKARTA, 2026, 12, 2)
    assert table.closes(at(JAKARTA, 2026, 12, 2, 10)) is None
    assert Timetable(JAKARTA, (ALL_DAY,) * 7).closes(at(JAKARTA, 2026, 11, 30, 10)) is None


clocks = st.integers(0, 95).map(lambda quarter: time(quarter // 4, quarter % 4 * 15))


@st.composite
def days(draw: st.DrawFn) -> tuple[Opening, ...]:
    """The openings of a day, which may well overlap."""
    pairs = draw(st.lists(st.tuples(clocks, clocks), max_size=3))
    return tuple(
        Opening(opens, closes) for opens, closes in pairs if opens < closes or closes == MIDNIGHT
    )


@st.composite
def timetables(draw: st.DrawFn) -> Timetable:
    zone = draw(st.sampled_from([ATHENS, JAKARTA, SANTIAGO]))
    week = draw(st.tuples(*[days()] * 7).filter(any))
    country = draw(st.sampled_from(["", "GR", "ID", "CL"]))
    closed = draw(st.frozensets(st.dates(date(2026, 1, 1), date(2027, 12, 31)), max_size=5))
    return Timetable(zone, week, country, "", closed)


# Three changes of the clocks in each of the zones that have them.
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 6, 1)).map(  # noqa: DTZ001
    lambda naive: naive.replace(tzinfo=UTC, second=0, microsecond=0)
)
promises = st.integers(1, 60 * 60).map(lambda minutes: timedelta(minutes=minutes))


@given(timetables(), moments, promises)
def test_as_much_was_worked_as_was_promised(
    table: Timetable, moment: datetime, promised: timedelta
) -> None:
    by = table.after(moment, promised)
    if by is not None:
        assert by.astimezone(UTC) >= moment + promised
        assert table.working_time(moment, by) == promised
        # And not before: a second earlier there was less.
        assert table.working_time(moment, by - timedelta(seconds=1)) < promised


@given(timetables(), moments, st.lists(promises, min_size=2, max_size=4))
def test_who_promises_more_answers_later(
    table: Timetable, moment: datetime, promised: list[timedelta]
) -> None:
    answers = [table.after(moment, one) for one in sorted(promised)]
    for earlier, later in pairwise(answers):
        assert earlier is not None or later is None
        assert later is None or earlier is None or earlier.astimezone(UTC) <= later.astimezone(UTC)


@given(timetables(), moments, moments, promises)
def test_who_writes_later_is_answered_no_earlier(
    table: Timetable, one: datetime, other: datetime, promised: timedelta
) -> None:
    first, second = (table.after(moment, promised) for moment in sorted((one, other)))
    if first is not None and second is not None:
        assert first.astimezone(UTC) <= second.astimezone(UTC)


@given(timetables(), moments, moments, moments)
def test_two_adjoining_times_are_worked_as_long_as_both_together(
    table: Timetable, one: datetime, other: datetime, third: datetime
) -> None:
    start, middle, end = sorted((one, other, third))
    parts = table.working_time(start, middle) + table.working_time(middle, end)
    assert parts == table.working_time(start, end) <= end - start
    assert table.working_time(end, start) == timedelta()


@given(timetables(), moments)
def test_the_next_opening_is_open_and_nothing_before_it_is(
    table: Timetable, moment: datetime
) -> None:
    opening = table.next_opening(moment)
    if opening is not None:
        assert table.is_open(opening)
        assert table.working_time(moment, opening) == timedelta()
        assert table.is_open(moment) == (opening.astimezone(UTC) == moment)
