"""Whether scheduler and workers live, as their traces tell."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from portal.jobs import models, presence, registry, schedule, tasks

pytestmark = pytest.mark.django_db
QUEUES = ["engine", "fast", "mail", "slow", "webhooks"]


def started(queue: str) -> str:
    return f"run_worker --queue {'slow' if queue == 'slow' else 'fast'}"


def _work(queue: str) -> None:
    """One job of the queue, run as a worker does."""
    job = next(job for job in registry.all_jobs() if job.queue == queue)
    tasks.run_noted(job.name)


def test_nobody_has_been_seen_in_a_fresh_installation() -> None:
    assert presence.absent() == [
        "the scheduler has not been seen yet",
        *(f"the {queue} queue ({started(queue)}) has not been seen yet" for queue in QUEUES),
    ]


def test_work_leaves_the_traces() -> None:
    schedule.tick("somebody")
    for number, queue in enumerate(QUEUES):
        waited_for = [f"the {one} queue ({started(one)})" for one in QUEUES[number:]]
        assert [words.split(" has ")[0] for words in presence.absent()] == waited_for
        _work(queue)
    assert presence.absent() == []


@pytest.mark.parametrize(
    ("who", "quiet"), [*presence.QUIET.items(), ("mail", timedelta(minutes=5))]
)
def test_whoever_leaves_no_trace_for_too_long_is_absent(who: str, quiet: timedelta) -> None:
    schedule.tick("somebody")
    for queue in QUEUES:
        _work(queue)
    seen = presence.last_seen()[who]
    assert isinstance(seen, datetime)
    assert not [words for words in presence.absent(seen + quiet) if who in words]
    assert [words for words in presence.absent(seen + quiet * 1.1) if who in words]


def test_what_a_wrong_clock_left_ahead_is_no_trace() -> None:
    ahead = timezone.now() + timedelta(days=30)
    models.Lead.objects.create(name=schedule.LEAD, holder="somebody", until=ahead)
    for job in registry.all_jobs():
        models.JobState.objects.create(name=job.name, woken_at=ahead, finished_at=ahead)
    assert len(presence.absent()) == 1 + len(QUEUES)


def test_a_scheduler_that_gave_up_its_lead_is_absent_at_once() -> None:
    schedule.tick("somebody", timezone.now())
    models.give_up_lead(schedule.LEAD, "somebody")
    assert "the scheduler has not been seen yet" in presence.absent()
