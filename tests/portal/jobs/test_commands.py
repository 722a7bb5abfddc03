"""The two processes of background work, run as they are run in earnest."""

import signal
import time
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django_tasks_db.models import DBTaskResult

from portal.jobs import schedule
from portal.jobs.models import JobState, Lead
from portal.jobs.worker import PortalWorker
from tests.portal.jobs.processes import Start, stop, until

SCHEDULER = "run_scheduler --interval 0.2"


def holder() -> str:
    return str(Lead.objects.values_list("holder", flat=True).first() or "")


@pytest.mark.slow
def test_a_killed_scheduler_is_replaced_within_seconds(start: Start) -> None:
    first = start(SCHEDULER)
    until(lambda: f":{first}:" in holder())
    second = start(SCHEDULER)
    killed_at = time.monotonic()
    stop(first, signal.SIGKILL)

    until(lambda: f":{second}:" in holder())

    assert time.monotonic() - killed_at < schedule.LEAD_LASTS.total_seconds() + 10
    until(lambda: JobState.objects.filter(woken_at__isnull=False).exists())


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_scheduler_told_to_stop_gives_up_the_lead(start: Start, how: signal.Signals) -> None:
    scheduler = start(SCHEDULER)
    until(lambda: holder() != "")

    stop(scheduler, how)

    assert holder() == ""


@pytest.mark.slow
def test_a_scheduler_and_a_worker_together_do_every_job(start: Start) -> None:
    start(SCHEDULER)
    start("run_worker --queue fast --interval 0.1")

    until(
        lambda: JobState.objects.filter(pk="jobs.prune_tasks", finished_at__isnull=False).exists()
    )


@pytest.mark.slow
def test_one_process_does_every_job_and_ends_in_order(start: Start) -> None:
    process = start("run_background")
    until(
        lambda: (
            {"jobs.prune_tasks", "mail.deliver"}
            <= set(JobState.objects.filter(finished_at__isnull=False).values_list("pk", flat=True))
        )
    )

    stop(process, signal.SIGTERM)

    assert holder() == ""


@pytest.mark.django_db
def test_an_idle_worker_only_reads(
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    worker = PortalWorker(["slow", "default"], 0)

    with django_assert_num_queries(1):
        assert not worker._something_waits()


@pytest.mark.django_db
def test_the_slow_worker_also_takes_what_wagtail_queues() -> None:
    DBTaskResult.objects.create(
        queue_name="default",
        backend_name="default",
        priority=0,
        task_path="wagtail.some.task",
        args_kwargs={"args": [], "kwargs": {}},
    )

    assert PortalWorker(["slow", "default"], 0)._something_waits()
    assert not PortalWorker(["fast"], 0)._something_waits()
