"""Jobs by name, and wake-ups that do not pile up."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from portal.jobs import registry, tasks
from portal.jobs.models import JobState
from portal.jobs.registry import Job, job
from portal.jobs.tasks import wake
from portal.jobs.testing import drain

DAY = timedelta(days=1)


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """What the jobs of a test are to report, run by run."""
    monkeypatch.setattr(registry, "_JOBS", {})
    left: list[int] = []
    registry.add(Job("tests.work", lambda: left.pop() if left else 0, "fast", DAY))
    return left


def waiting() -> int:
    return DBTaskResult.objects.filter(status="READY").count()


def test_a_name_belongs_to_one_job(work: list[int]) -> None:
    with pytest.raises(ValueError, match=r"tests\.work"):

        @job("tests.work", every=DAY)
        def another() -> int:
            return 0


def test_an_unknown_job_cannot_be_woken() -> None:
    with pytest.raises(LookupError, match="no-such-job"):
        wake("no-such-job")


def test_the_jobs_of_every_room_are_found() -> None:
    names = {known.name for known in registry.all_jobs()}

    assert {"jobs.publish_scheduled", "jobs.prune_tasks", "limits.prune"} <= names


def test_a_wake_up_is_queued_when_the_transaction_commits(
    committed: None, work: list[int]
) -> None:
    with transaction.atomic():
        wake("tests.work")
        assert waiting() == 0
    assert waiting() == 1


def test_nothing_is_queued_when_the_transaction_is_rolled_back(
    committed: None, work: list[int]
) -> None:
    with suppress(ZeroDivisionError), transaction.atomic():
        wake("tests.work")
        raise ZeroDivisionError
    assert waiting() == 0


def test_a_thousand_wake_ups_are_one(committed: None, work: list[int]) -> None:
    with transaction.atomic():
        for _ in range(1_000):
            wake("tests.work")
        assert len(transaction.get_connection().run_on_commit) == 1
    for _ in range(10):
        wake("tests.work")
    assert waiting() == 1


def test_a_wake_up_of_a_savepoint_that_is_rolled_back_hides_no_other(
    committed: None, work: list[int]
) -> None:
    with transaction.atomic():
        with suppress(ZeroDivisionError), transaction.atomic():
            wake("tests.work")
            raise ZeroDivisionError
        wake("tests.work")
    assert waiting() == 1


def test_a_task_left_running_by_a_killed_worker_hides_no_wake_up(
    committed: None, work: list[int]
) -> None:
    wake("tests.work")
    DBTaskResult.objects.update(status="RUNNING")

    wake("tests.work")

    assert waiting() == 1


@pytest.mark.django_db
def test_a_run_notes_how_it_went(work: list[int]) -> None:
    work.append(3)

    assert tasks.run_noted("tests.work") == 3

    state = JobState.objects.get(name="tests.work")
    assert (state.last_done, state.failures, state.last_error) == (3, 0, "")
    assert state.finished_at is not None


@pytest.mark.django_db
def test_a_run_that_fails_is_noted_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_JOBS", {})
    registry.add(Job("tests.fails", lambda: 1 // 0, "slow", DAY))
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            tasks.run_noted("tests.fails")

    state = JobState.objects.get(name="tests.fails")
    assert state.failures == 2
    assert state.last_error.startswith("ZeroDivisionError")
    assert state.finished_at is None


@pytest.mark.django_db
def test_draining_runs_everything_until_nothing_is_left(work: list[int]) -> None:
    work.extend([1, 2, 3])

    assert drain() == 6
    assert drain() == 0


@pytest.mark.django_db
def test_draining_complains_about_work_that_never_ends(work: list[int]) -> None:
    work.extend([1] * 50)

    with pytest.raises(RuntimeError, match="still work"):
        drain(rounds=5)
