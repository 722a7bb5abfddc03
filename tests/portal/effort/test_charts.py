"""What is drawn over time: pieces of a period, what was not counted of them, and which way."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from portal.effort import pieces, summary
from portal.effort.axis import ROOF, WIDTH, Axis
from portal.effort.cells import Cell, Row
from portal.effort.charts import chart
from portal.effort.counts import Count
from portal.effort.daily import Daily
from portal.effort.figures import BY_KEY, requests
from portal.effort.opened import Opened
from portal.effort.pieces import Piece
from portal.effort.sums import ClosedSums
from portal.effort.timeline.marks import Mark

FIRST = date(2026, 3, 2)
HELPFUL = BY_KEY["helpful"]


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def piece(number: int, count: Count, **fields: object) -> Piece:
    return replace(Piece(day(number), day(number), count, counted=1), **fields)


def row(*trend: Piece, key: str = "helpful") -> Row:
    return Row(BY_KEY[key], Cell(BY_KEY[key], Count()), (), trend)


def axis(days: int, *, is_mirrored: bool = False) -> Axis:
    return Axis(FIRST, day(days - 1), is_mirrored)


def found(closed: dict[int, list[str]], opened: list[int]) -> Daily:
    """Days closed with these figures counted, and days that are open."""
    return Daily(
        {day(number): dict.fromkeys(keys, 1) for number, keys in closed.items()},
        Opened([day(number) for number in opened]),
        ClosedSums({}),
    )


def test_a_drawing_ends_little_above_what_it_shows() -> None:
    drawn = chart(row(*(piece(n, Count(60, 1000)) for n in range(3))), axis(3))
    assert drawn is not None
    assert [level.value for level in drawn.levels] == [0, 0.05, 0.1]
    point = drawn.points[0]
    assert drawn.levels[0].y > point.low > point.y > point.high > drawn.levels[2].y


@pytest.mark.parametrize(
    ("count", "top"), [(Count(3, 1000), 10), (Count(150, 1000), 200), (Count(230, 1000), 500)]
)
def test_requests_of_a_thousand_visits_have_a_round_top_above_every_interval(
    count: Count, top: float
) -> None:
    drawn = chart(row(*(piece(n, count) for n in range(2)), key="requests"), axis(2))
    assert drawn is not None
    assert drawn.top == top
    assert all(point.high >= ROOF for point in drawn.points)


def test_days_that_were_not_counted_part_the_line_and_are_no_zeros() -> None:
    counts = [Count(1, 2), Count(1, 2), Count(), Count(1, 2), Count(0, 2), Count(1, 2)]
    trend = [piece(n, count) for n, count in enumerate(counts)]
    trend[4] = replace(trend[4], counted=0)
    drawn = chart(row(*trend), axis(6))
    assert drawn is not None
    assert [[point.piece.first for point in line.points] for line in drawn.lines] == [
        [day(0), day(1)],
        [day(3)],
        [day(5)],
    ]
    assert [line.is_alone for line in drawn.lines] == [False, True, True]
    assert [told.cell.state for told in drawn.rows] == [
        *("collecting", "collecting", "no data", "collecting", "not counted", "collecting"),
    ]


def test_a_drawing_needs_two_points() -> None:
    assert chart(row(piece(0, Count(1, 2)), piece(1, Count())), axis(2)) is None


def test_in_arabic_time_goes_from_right_to_left() -> None:
    trend = [piece(n, Count(n, 3)) for n in range(3)]
    left, right = (chart(row(*trend), axis(3, is_mirrored=turned)) for turned in (False, True))
    assert left is not None
    assert right is not None
    assert [point.x for point in left.points] == sorted(point.x for point in left.points)
    mirrored = [WIDTH - point.x for point in right.points]
    assert mirrored == pytest.approx([point.x for point in left.points])
    assert [point.y for point in right.points] == [point.y for point in left.points]
    assert (left.axis.direction, right.axis.direction) == ("ltr", "rtl")
    assert right.axis.label_x() > max(point.x for point in right.points)


@pytest.mark.parametrize("is_mirrored", [False, True])
def test_open_days_are_hatched_to_the_end_of_the_period(is_mirrored: bool) -> None:
    trend = [piece(n, Count(1, 2), is_open=n > 1) for n in range(4)]
    drawn = chart(row(*trend), axis(4, is_mirrored=is_mirrored))
    assert drawn is not None
    area = drawn.open_days
    assert area is not None
    hatched = [point for point in drawn.points if area.x < point.x < area.x + area.width]
    assert [point.piece.is_open for point in hatched] == [True, True]
    assert min(drawn.edges) <= area.x
    assert area.x + area.width <= max(drawn.edges)


@pytest.mark.parametrize("is_mirrored", [False, True])
def test_a_mark_lies_on_its_day_and_what_lasted_over_its_days(is_mirrored: bool) -> None:
    mark = Mark(1, day(1), (), (), ((day(1), day(1)), (day(1), day(2))))
    trend = [piece(n, Count(1, 2)) for n in range(4)]
    drawn = chart(row(*trend), axis(4, is_mirrored=is_mirrored), (mark,))
    assert drawn is not None
    (flag,) = drawn.flags
    assert flag.x == drawn.points[1].x
    (bar,) = flag.spans
    assert [bar.x < point.x < bar.x + bar.width for point in drawn.points] == [
        *(False, True, True, False),
    ]
    assert [len(told.marks) for told in drawn.rows] == [0, 1, 1, 0]


def test_marks_have_room_for_their_numbers() -> None:
    for days in (7, 28, 91, 366):
        apart = axis(days).days(18)
        assert abs(axis(days).x(FIRST + timedelta(days=apart)) - axis(days).x(FIRST)) >= 18


def test_a_piece_says_what_is_open_and_of_how_many_days_it_is() -> None:
    key = "helpful"
    closed = {n: [key] for n in range(3, 14)} | {2: ["explicit"]}
    cut = pieces.cut(
        found(closed, [14, 15]),
        HELPFUL,
        FIRST,
        day(15),
        7,
        {day(5): Count(1, 2), day(15): Count(1, 1)},
    )
    assert [(one.first, one.last) for one in cut] == [
        *((day(0), day(6)), (day(7), day(13)), (day(14), day(15))),
    ]
    assert [one.counted for one in cut] == [4, 7, 2]
    assert [one.is_short for one in cut] == [True, False, True]
    assert [one.is_open for one in cut] == [False, False, True]
    assert [one.count for one in cut] == [Count(1, 2), Count(), Count(1, 1)]


@pytest.mark.parametrize(
    ("days", "is_small", "size"), [(14, False, 1), (15, False, 7), (28, True, 7), (91, True, 28)]
)
def test_longer_periods_have_longer_pieces(days: int, is_small: bool, size: int) -> None:
    assert pieces.length(days, is_small) == size


def test_each_headline_is_drawn() -> None:
    keys = (requests.FIGURE.key, *summary.HEADLINES)
    assert [key for key in keys if not BY_KEY[key].has_trend] == []
