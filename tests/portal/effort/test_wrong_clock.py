"""A clock that is wrong for a while: what was counted stays, and nothing is cut off midway."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from portal.deflection.models import Attempt, Outcome
from portal.effort import jobs, rollups, settling
from portal.effort.models import ClosedDay, DailyFigure
from portal.jobs import registry
from portal.jobs.tasks import run_noted
from portal.journal import days
from portal.journal.models import Step, Visit
from tests.factories.effort import Reader

pytestmark = pytest.mark.django_db

NOW = timezone.now().replace(hour=12, minute=0, second=0, microsecond=0)
DAY = timedelta(days=1)
MINUTES = timedelta(minutes=10)
WRONG = {"a month behind": NOW - 30 * DAY, "2000": NOW.replace(year=2000, month=3, day=2)}


def beats(*, begin: str = "", shift: timedelta = timedelta(0), times: int = 1) -> None:
    """So many beats of the job, ten minutes apart."""
    moment = WRONG.get(begin, NOW) + shift
    registry.autodiscover()
    for number in range(times):
        with time_machine.travel(moment + number * MINUTES, tick=False):
            run_noted(jobs.JOB)


def asks(ago: timedelta) -> None:
    """Somebody's visit that searches, reads, and sends a request in Greek."""
    when = f"{NOW - ago:%Y-%m-%d} 10:"
    who = Reader("198.51.100.7", "el")
    who.searched("μπαταρία", f"{when}00", weak=True)
    who.read("hub", f"{when}01")
    who.sends(who.begins(f"{when}02"), f"{when}09")


def figures() -> set[tuple[object, ...]]:
    return set(DailyFigure.objects.values_list("day", "figure", "numerator", "denominator"))


@pytest.fixture
def closed() -> set[tuple[object, ...]]:
    """Two closed days with figures, of which the older is settled and has lost its steps."""
    asks(60 * DAY)
    asks(5 * DAY)
    beats(times=2)
    assert settling.settle(45 * DAY, NOW) > 0
    Step.objects.filter(day__lt=days.day_of(NOW - 45 * DAY)).delete()
    Attempt.objects.filter(started_at__lt=NOW - 45 * DAY).delete()
    found = figures()
    assert len({row[0] for row in found}) == 2
    return found


@pytest.mark.parametrize("times", [1, 3])
@pytest.mark.parametrize("begin", WRONG)
def test_a_clock_that_is_behind_opens_no_day_that_was_counted(
    begin: str, times: int, closed: set[tuple[object, ...]]
) -> None:
    kept = set(ClosedDay.objects.filter(day__in=[row[0] for row in closed]))
    beats(begin=begin, times=times)
    assert figures() == closed
    beats(shift=timedelta(hours=1), times=3)
    assert figures() == closed
    assert kept <= set(ClosedDay.objects.all())


def test_a_clock_that_is_ahead_for_one_beat_leaves_people_writing() -> None:
    who = Reader("198.51.100.7", "el")
    who.searched("μπαταρία", f"{NOW:%Y-%m-%d} 11:00")
    key = who.begins(f"{NOW:%Y-%m-%d} 11:50")
    beats(times=2)
    beats(shift=30 * DAY)
    assert not ClosedDay.objects.exists()
    assert Visit.objects.exclude(network="").exists()
    who.sends(key, f"{NOW:%Y-%m-%d} 12:05")
    assert Attempt.objects.get(pk=key).outcome == Outcome.SENT
    beats(shift=timedelta(hours=1), times=2)
    assert not ClosedDay.objects.exists()
    beats(shift=3 * DAY, times=2)
    assert {row[1] for row in figures()} >= {"explicit", "failed", "self_service"}


def test_days_that_were_closed_before_they_came_are_counted_when_they_are_over() -> None:
    asks(5 * DAY)
    beats(shift=30 * DAY, times=2)
    assert ClosedDay.objects.filter(day__gt=days.day_of(NOW)).count() > 20
    before = figures()
    beats(shift=MINUTES, times=2)
    assert ClosedDay.objects.latest("day").day == rollups.last_closable(NOW)
    asks(-2 * DAY)
    beats(shift=5 * DAY, times=2)
    assert figures() > before


def test_after_a_long_pause_one_beat_only_says_so() -> None:
    asks(5 * DAY)
    beats()
    beats(shift=jobs.AGREE_WITHIN + MINUTES)
    assert not ClosedDay.objects.exists()
    beats(shift=jobs.AGREE_WITHIN + 2 * MINUTES)
    assert ClosedDay.objects.exists()
