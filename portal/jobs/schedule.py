"""Which jobs are to be woken now; one scheduler leads, others stand by."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from portal import clock
from portal.jobs import models, registry, tasks

LEAD = "scheduler"
# A killed leader is replaced after this long.
LEAD_LASTS = timedelta(seconds=6)
# A run that did not finish (killed, failed) is repeated after this long, or `every` if shorter.
REPEAT_AFTER = timedelta(minutes=5)


def due_jobs(at: datetime) -> list[registry.Job]:
    """The jobs whose time has come, by when they were last woken and whether they finished."""
    states = {state.name: state for state in models.JobState.objects.all()}
    return [job for job in registry.all_jobs() if _is_due(job, states.get(job.name), at)]


def _is_due(job: registry.Job, state: models.JobState | None, at: datetime) -> bool:
    woken = clock.past(state.woken_at, at) if state else None
    if state is None or woken is None:
        return True
    finished = clock.past(state.finished_at, at)
    is_done = finished is not None and finished >= woken
    return at >= woken + (job.every if is_done else min(job.every, REPEAT_AFTER))


def wake_due(at: datetime | None = None) -> int:
    """Queue a wake-up for every job whose time has come."""
    at = at or timezone.now()
    jobs = due_jobs(at)
    for job in jobs:
        with transaction.atomic():
            models.JobState.objects.update_or_create(name=job.name, defaults={"woken_at": at})
            tasks.enqueue(job)
    return len(jobs)


def tick(holder: str, at: datetime | None = None) -> bool:
    """One beat of a scheduler: wake what is due if this one leads; returns whether it does."""
    at = at or timezone.now()
    if not models.take_lead(LEAD, holder, lasting=LEAD_LASTS, at=at):
        return False
    wake_due(at)
    return True
