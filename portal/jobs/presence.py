"""Whether scheduler and workers live, by the traces that their work leaves anyway."""

from datetime import datetime, timedelta

from django.utils import timezone

from portal.jobs import registry, schedule
from portal.jobs.models import JobState, Lead

SCHEDULER = "scheduler"
# Who → how long it may leave no trace; a worker leaves one when a run has ended.
QUIET = {SCHEDULER: timedelta(minutes=1), "slow": timedelta(minutes=30)}
_OTHERS_QUIET = timedelta(minutes=5)


def last_seen() -> dict[str, datetime | None]:
    """When the scheduler last beat, and when each worker last began a run that it finished."""
    lead = Lead.objects.filter(pk=schedule.LEAD).first()
    finished = dict(JobState.objects.values_list("name", "finished_at"))
    seen = {SCHEDULER: lead.until - schedule.LEAD_LASTS if lead else None}
    for queue in sorted({job.queue for job in registry.all_jobs()}):
        runs = [finished.get(job.name) for job in registry.all_jobs() if job.queue == queue]
        seen[queue] = max((run for run in runs if run), default=None)
    return seen


def absent(at: datetime | None = None) -> list[str]:
    """Who has left no trace for too long, in plain words."""
    at = at or timezone.now()
    return [
        f"{_named(who)} {_since(seen, at)}"
        for who, seen in last_seen().items()
        if seen is None or at - seen > QUIET.get(who, _OTHERS_QUIET)
    ]


def _named(who: str) -> str:
    return "the scheduler" if who == SCHEDULER else f"the {who} worker"


def _since(seen: datetime | None, at: datetime) -> str:
    if seen is None:
        return "has not been seen yet"
    return f"has not been seen for {int((at - seen) / timedelta(minutes=1))} minutes"
