"""The two processes of background work, run as they are run in earnest."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest
from django_tasks_db.models import DBTaskResult

from portal.jobs.models import JobState, Lead
from portal.jobs.registry import wake
from portal.jobs.worker import PortalWorker
from portal.settings.environment import REPOSITORY
from tests.portal.jobs.test_killed_worker import database_url, until

type Start = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def start(committed: None) -> Iterator[Start]:
    started: list[subprocess.Popen[bytes]] = []

    def start(*arguments: str) -> subprocess.Popen[bytes]:
        environment = os.environ | {
            "DATABASE_URL": database_url(),
            "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        }
        command = [sys.executable, "manage.py", *arguments]
        started.append(subprocess.Popen(command, cwd=REPOSITORY, env=environment))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


def holder() -> str:
    return str(Lead.objects.values_list("holder", flat=True).first() or "")


@pytest.mark.slow
def test_a_killed_scheduler_is_replaced_within_seconds(start: Start) -> None:
    schedulers = [start("run_scheduler", "--interval", "0.2") for _ in range(2)]
    until(lambda: holder() != "")
    first = holder()
    leader = next(process for process in schedulers if f":{process.pid}:" in first)
    [other] = [process for process in schedulers if process is not leader]

    leader.kill()
    killed_at = time.monotonic()
    until(lambda: holder() not in {"", first})

    assert f":{other.pid}:" in holder()
    # The other one may still have been loading.
    assert time.monotonic() - killed_at < 20
    other.send_signal(signal.SIGTERM)
    assert other.wait(20) == 0
    assert holder() == ""
    assert JobState.objects.filter(woken_at__isnull=False).exists()


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_runs_what_is_queued_and_stops_when_told(
    start: Start, how: signal.Signals
) -> None:
    wake("jobs.prune_tasks")
    worker = start("run_worker", "--queue", "fast")
    until(lambda: DBTaskResult.objects.filter(status="SUCCESSFUL").exists())

    worker.send_signal(how)

    assert worker.wait(20) == 0
    assert JobState.objects.get(name="jobs.prune_tasks").finished_at is not None


@pytest.mark.django_db
def test_an_idle_worker_only_reads(django_assert_num_queries: Callable[..., object]) -> None:
    worker = PortalWorker("slow", 0)

    with django_assert_num_queries(1):  # type: ignore[attr-defined]
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

    assert PortalWorker("slow", 0)._something_waits()
    assert not PortalWorker("fast", 0)._something_waits()
