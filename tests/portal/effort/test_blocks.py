"""No subtraction of one period from another leaves fewer than five cases."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.effort import blocks
from portal.effort.blocks import Block, Blocks
from portal.effort.counts import NOTHING, SMALL, Count
from portal.effort.figures import COMPARED, Figure

BEGAN = date(2026, 3, 1)
DAYS = 40

series = st.lists(st.integers(0, 7), min_size=DAYS, max_size=DAYS).map(
    lambda sizes: {
        BEGAN + timedelta(days=n): Count(size // 2, size) for n, size in enumerate(sizes) if size
    }
)
places = st.tuples(st.integers(0, DAYS - 1), st.integers(0, DAYS - 1)).map(sorted)


def told(days: dict[date, Count], period: list[int]) -> Block | None:
    first, last = (BEGAN + timedelta(days=place) for place in period)
    return cut(days, blocks.of_all).within(first, last)


def cut(days: dict[date, Count], size: blocks.Size) -> Blocks:
    plain = ((day.toordinal(), n.numerator, n.denominator) for day, n in days.items())
    return blocks.cut(plain, size)


def cases(days: dict[date, Count], period: list[int]) -> int:
    found = told(days, period)
    return found.count.denominator if found else 0


@given(series, places)
def test_what_is_told_is_five_or_more_and_of_the_days_it_names(
    days: dict[date, Count], period: list[int]
) -> None:
    found = told(days, period)
    first, last = (BEGAN + timedelta(days=place) for place in period)
    within = sum(count.denominator for day, count in days.items() if first <= day <= last)
    if found is None:
        # Two blocks at most are cut off at the edges, each short of five but for its last day.
        assert within < 2 * (SMALL + 7)
        return
    assert first <= found.first <= found.last <= last
    of_those = [count for day, count in days.items() if found.first <= day <= found.last]
    assert found.count == sum(of_those, Count())
    assert found.count.denominator >= SMALL


@given(series, places, places)
def test_two_periods_that_begin_or_end_alike_differ_by_nothing_or_by_five(
    days: dict[date, Count], one: list[int], other: list[int]
) -> None:
    for another in ([one[0], other[1]], [other[0], one[1]]):
        if another[0] > another[1]:
            continue
        gap = abs(cases(days, one) - cases(days, another))
        assert gap == 0 or gap >= SMALL


@given(series, st.integers(1, DAYS - 1))
def test_what_comes_later_moves_no_block(days: dict[date, Count], until: int) -> None:
    earlier = {day: c for day, c in days.items() if day < BEGAN + timedelta(days=until)}
    period = [0, until - 1]
    assert told(earlier, period) == told(days, period)


both = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 90)), min_size=DAYS, max_size=DAYS)


@pytest.mark.parametrize(
    "figure", [one for one in COMPARED if one.form != "rate"], ids=lambda one: str(one.key)
)
@given(both, places, places)
def test_of_two_counts_of_different_things_neither_is_told_of_a_few(
    figure: Figure, counts: list[tuple[int, int]], one: list[int], other: list[int]
) -> None:
    """A request among seventy visits is still one request: in a period, and between two."""
    days = {BEGAN + timedelta(days=place): Count(*count) for place, count in enumerate(counts)}
    places = ([one[0], other[1]], [other[0], one[1]], one)
    told = []
    for first, last in (place for place in places if place[0] <= place[1]):
        span = (BEGAN + timedelta(days=first), BEGAN + timedelta(days=last))
        found = cut(days, blocks.size_of(figure)).within(*span)
        told.append(found.count if found else NOTHING)
    for number in ("numerator", "denominator"):
        numbers = [getattr(count, number) for count in told]
        assert all(n == 0 or n >= SMALL for n in numbers)
        assert all(n == m or abs(n - m) >= SMALL for n in numbers for m in (*numbers[-1:], 0))
