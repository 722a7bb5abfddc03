"""Every job is woken in its time, by one scheduler of several."""

from datetime import UTC, datetime, timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from portal.jobs import models, registry, schedule
from portal.jobs.models import JobState, give_up_lead, take_lead
from portal.jobs.registry import Job

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_JOBS", {})
    registry.add(Job("tests.hourly", lambda: 0, "slow", HOUR))


def finished(at: datetime) -> None:
    JobState.objects.update(finished_at=at)
    DBTaskResult.objects.update(status="SUCCESSFUL")


def test_a_job_nobody_has_woken_yet_is_due() -> None:
    assert schedule.wake_due(NOW) == 1
    task = DBTaskResult.objects.get()
    assert (task.queue_name, task.args_kwargs["args"]) == ("slow", ["tests.hourly"])


def test_a_job_is_due_again_after_its_time() -> None:
    schedule.wake_due(NOW)
    finished(NOW + SECOND)

    assert schedule.wake_due(NOW + HOUR - SECOND) == 0
    assert schedule.wake_due(NOW + HOUR) == 1


def test_a_run_that_never_finished_is_repeated_soon() -> None:
    schedule.wake_due(NOW)

    assert schedule.wake_due(NOW + 60 * SECOND) == 0
    assert schedule.wake_due(NOW + schedule.REPEAT_AFTER) == 1


def test_wake_ups_do_not_pile_up_while_no_worker_runs() -> None:
    for number in range(20):
        schedule.wake_due(NOW + number * HOUR)

    assert DBTaskResult.objects.filter(status="READY").count() == 1


def test_only_the_leader_wakes() -> None:
    assert schedule.tick("first", NOW)
    assert not schedule.tick("second", NOW)
    assert models.Lead.objects.get().holder == "first"


def test_a_killed_leader_is_replaced_within_seconds() -> None:
    schedule.tick("first", NOW)

    assert schedule.LEAD_LASTS.total_seconds() <= 10
    assert schedule.tick("second", NOW + schedule.LEAD_LASTS + SECOND)
    assert not schedule.tick("first", NOW + schedule.LEAD_LASTS + SECOND)


def test_a_leader_that_renews_stays_leader() -> None:
    for number in range(30):
        assert schedule.tick("first", NOW + number * SECOND)
        assert not schedule.tick("second", NOW + number * SECOND)


def test_a_leader_that_stops_in_order_is_replaced_at_once() -> None:
    assert take_lead("scheduler", "first", lasting=HOUR, at=NOW)
    give_up_lead("scheduler", "first")

    assert take_lead("scheduler", "second", lasting=HOUR, at=NOW)


def test_nobody_gives_up_the_lead_of_another() -> None:
    take_lead("scheduler", "first", lasting=HOUR, at=NOW)
    give_up_lead("scheduler", "second")

    assert not take_lead("scheduler", "second", lasting=HOUR, at=NOW)
