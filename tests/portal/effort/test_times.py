"""Medians, how sure they are, and how the page says them."""

from collections import Counter
from datetime import timedelta
from statistics import median
from typing import Any

import pytest
from django.template import engines
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from portal.effort.figures import BY_KEY
from portal.effort.templatetags.effort import time_interval, time_value
from portal.effort.times import TIMED, Time

HOUR = 60
RESPONSE, SOLUTION = BY_KEY["first_response"], BY_KEY["resolution"]


def of(*minutes: int, figure: Any = SOLUTION, **more: Any) -> Time:
    return Time(figure, Counter(minutes), **more)


def test_every_figure_of_time_is_among_the_times() -> None:
    assert {one.key for one in TIMED} == {
        *("first_response", "resolution", "community_first_answer", "community_accepted"),
    }


@given(st.lists(st.integers(0, 50_000), min_size=1, max_size=60))
def test_the_interval_lies_about_the_median_and_within_the_times(minutes: list[int]) -> None:
    time = of(*minutes)
    assert time.median == timedelta(minutes=round(median(minutes)))
    if time.interval is None:
        assert time.n < 6
    else:
        low, high = time.interval
        assert timedelta(minutes=min(minutes)) <= low <= time.median <= high
        assert high <= timedelta(minutes=max(minutes))


def test_the_interval_is_that_of_the_tables() -> None:
    """Of 100 times: the 40th and the 61st."""
    assert of(*range(1, 101)).interval == (timedelta(minutes=40), timedelta(minutes=61))


def test_support_hours_are_never_told_as_days_of_24() -> None:
    long = 80 * HOUR
    with translation.override("da"):
        assert time_value(of(long, figure=RESPONSE)) == "80 timer"
        assert time_value(of(long)) == "3 dage"
        assert time_value(of()) == "–"
        assert time_interval(of(*[long] * 6, figure=RESPONSE)) == "80 timer til 80 timer"


@pytest.mark.parametrize(
    ("time", "said"),
    [
        (of(is_recorded=False), "not counted yet"),
        (of(), "no data"),
        (of(HOUR, before=Counter([30])), "before: 30 minutes"),
    ],
)
def test_a_cell_says_why_there_is_no_time_in_it(time: Time, said: str) -> None:
    page = engines["django"].from_string('{% include "effort/time.html" %}')
    assert said in page.render({"time": time})
