"""Saved effort: the owner's minutes times what figure 1 says, and figure 2 beside it."""

from datetime import date, timedelta

import pytest
from django.template import engines
from django.utils import translation

from kb.feedback.interval import wilson
from portal.effort import report, rollups
from portal.effort.figures import explicit, implicit
from portal.effort.own import keeping
from tests.factories.effort import Reader
from tests.factories.journal import at

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 3, 2)
LATER = at("2026-03-06 12:00")


@pytest.fixture(autouse=True)
def _starts() -> None:
    """Of eight starts in Greek three are solved, and two open a suggestion and say nothing."""
    for number in range(8):
        who = Reader(f"198.18.{number}.2", "el")
        key = who.begins("2026-03-02 09:00")
        if number < 3:
            who.is_solved(key, "2026-03-02 09:05")
        elif number < 5:
            who.opens(key, "hub", "2026-03-02 09:05")
        else:
            who.sends(key, "2026-03-02 09:30")
    rollups.close_days(LATER)


def built() -> report.Report:
    return report.build(MONDAY, MONDAY, at=LATER)


def test_without_the_owners_minutes_no_time_is_told() -> None:
    assert built().saved is None


def test_saved_effort_is_figure_1_times_the_minutes_with_its_interval() -> None:
    keeping.set_minutes(20)
    told = built().saved
    assert told
    assert (told.sure.requests, told.sure.time) == (3, timedelta(hours=1))
    low, high = (timedelta(minutes=bound * 8 * 20) for bound in wilson(3, 8))
    assert told.sure.interval == (low, high)
    assert low < told.sure.time < high


def test_the_weaker_line_stands_beside_it_and_is_never_added() -> None:
    keeping.set_minutes(20)
    told = built().saved
    assert told
    assert (told.weak.requests, told.weak.time) == (2, timedelta(minutes=40))
    assert told.sure.cell.figure is explicit.FIGURE
    assert told.weak.cell.figure is implicit.FIGURE


def test_a_period_in_which_nothing_was_counted_saves_nothing_that_is_told() -> None:
    keeping.set_minutes(20)
    empty = report.build(date(2025, 3, 2), date(2025, 3, 3), at=LATER)
    assert empty.saved
    assert (empty.saved.sure.cell.state, empty.saved.sure.interval) == ("not counted", None)
    page = engines["django"].from_string('{% include "effort/saved.html" %}')
    with translation.override("en"):
        assert "not counted yet" in page.render({"report": empty})
        shown = " ".join(page.render({"report": built()}).split())
    assert "60 minutes" in shown
    assert "3 contact starts that a suggestion solved, at 20 minutes per request." in shown
    assert "A weaker sign, never added to it: 40 minutes" in shown
