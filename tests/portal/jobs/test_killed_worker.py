"""A worker killed at any moment loses nothing and doubles nothing."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult

from portal.jobs import registry
from portal.jobs.registry import Job, wake
from portal.settings.environment import REPOSITORY
from tests.portal.jobs.ledger import Booking, Entry

KILLS = 50
ROWS_A_KILL = 15
PATIENCE = 60


def database_url() -> str:
    """The test's own database, as another process names it."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    user = quote(settings["USER"] or "", safe="")
    if settings["PASSWORD"]:
        user += f":{quote(settings['PASSWORD'], safe='')}"
    host, port = quote(settings["HOST"] or "", safe=""), settings["PORT"]
    return f"postgres://{user}@{host}{f':{port}' if port else ''}/{settings['NAME']}"


@pytest.fixture
def ledger(committed: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_JOBS", dict(registry._JOBS))
    registry.add(Job("tests.book", lambda: 0, "fast", timedelta(days=1)))


@pytest.fixture
def start_worker(ledger: None) -> Iterator[Callable[[], int]]:
    starter = subprocess.Popen(
        [sys.executable, "-m", "tests.portal.jobs.killable_worker"],
        cwd=REPOSITORY,
        env=os.environ | {"DATABASE_URL": database_url()},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert starter.stdin is not None
    assert starter.stdout is not None
    assert starter.stdout.readline() == "ready\n"

    def start() -> int:
        starter.stdin.write("start\n")
        starter.stdin.flush()
        return int(starter.stdout.readline())

    yield start
    starter.stdin.close()
    starter.stdout.close()
    starter.wait(PATIENCE)


def until(what: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def is_gone(process: int) -> bool:
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, 0)
        return False
    return True


def stop(process: int, how: signal.Signals) -> None:
    os.kill(process, how)
    until(lambda: is_gone(process))


@pytest.mark.slow
def test_a_worker_killed_fifty_times_loses_and_doubles_nothing(
    start_worker: Callable[[], int],
) -> None:
    dice = random.Random(7)
    for kill in range(KILLS):
        Entry.objects.bulk_create(Entry() for _ in range(ROWS_A_KILL))
        wake("tests.book")
        booked = Booking.objects.count()
        worker = start_worker()
        if kill % 2:  # Certainly at work, not still starting.
            until(lambda: Booking.objects.count() > booked)  # noqa: B023
        time.sleep(dice.uniform(0.0, 0.05 if kill % 2 else 0.4))
        stop(worker, signal.SIGKILL)
    left_running = DBTaskResult.objects.filter(status="RUNNING").count()
    last = start_worker()
    until(lambda: not Entry.objects.unfinished().exists() or _wake_again())
    stop(last, signal.SIGTERM)

    bookings = Counter(Booking.objects.values_list("entry", flat=True))
    assert bookings == Counter(Entry.objects.values_list("pk", flat=True))
    assert len(bookings) == KILLS * ROWS_A_KILL
    # Many kills met a worker in the middle of its work, and others have done it since.
    assert left_running >= KILLS // 5
    assert Entry.objects.filter(attempts__gt=1).exists()


def _wake_again() -> bool:
    """What the scheduler does: rows of a killed worker are due when their lease is over."""
    wake("tests.book")
    return False


def test_a_worker_told_to_stop_finishes_its_task_first(start_worker: Callable[[], int]) -> None:
    Entry.objects.bulk_create(Entry() for _ in range(30))
    wake("tests.book")
    worker = start_worker()
    until(lambda: Booking.objects.exists())

    stop(worker, signal.SIGTERM)

    assert Booking.objects.count() == 30
    assert not DBTaskResult.objects.filter(status="RUNNING").exists()
