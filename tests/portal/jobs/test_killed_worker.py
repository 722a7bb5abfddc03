"""A worker killed at any moment loses nothing and doubles nothing."""

import random
import signal
import time
from collections import Counter
from datetime import timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from portal.jobs import registry
from portal.jobs.registry import Job
from portal.jobs.tasks import wake
from tests.portal.jobs.ledger import Booking, Entry
from tests.portal.jobs.processes import Start, stop, until

KILLS = 50
ROWS_A_KILL = 15
WORKER = "run_worker --queue fast --interval 0.02"


@pytest.fixture(autouse=True)
def _job(committed: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker's job by its name, so that it can be woken from here."""
    monkeypatch.setattr(registry, "_JOBS", dict(registry._JOBS))
    registry.add(Job("tests.book", lambda: 0, "fast", timedelta(days=1)))


@pytest.mark.slow
def test_a_worker_killed_fifty_times_loses_and_doubles_nothing(start: Start) -> None:
    dice = random.Random(7)
    for kill in range(KILLS):
        Entry.objects.bulk_create(Entry() for _ in range(ROWS_A_KILL))
        wake("tests.book")
        booked = Booking.objects.count()
        worker = start(WORKER)
        if kill % 2:  # Certainly at work, not still starting.
            until(lambda: Booking.objects.count() > booked)  # noqa: B023
        time.sleep(dice.uniform(0.0, 0.05 if kill % 2 else 0.4))
        stop(worker, signal.SIGKILL)
    left_running = DBTaskResult.objects.filter(status="RUNNING").count()
    last = start(WORKER)
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


@pytest.mark.slow
def test_several_workers_at_once_double_nothing(start: Start) -> None:
    Entry.objects.bulk_create(Entry() for _ in range(300))
    workers = [start(WORKER) for _ in range(3)]
    until(lambda: not Entry.objects.unfinished().exists() or _wake_again())
    for worker in workers:
        stop(worker, signal.SIGTERM)

    bookings = Counter(Booking.objects.values_list("entry", flat=True))
    assert bookings == Counter(Entry.objects.values_list("pk", flat=True))


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_told_to_stop_finishes_its_task_first(start: Start, how: signal.Signals) -> None:
    Entry.objects.bulk_create(Entry() for _ in range(30))
    wake("tests.book")
    worker = start(WORKER)
    until(lambda: Booking.objects.exists())

    stop(worker, how)

    assert Booking.objects.count() == 30
    assert not DBTaskResult.objects.filter(status="RUNNING").exists()
