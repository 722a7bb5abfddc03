"""Whether scheduler and workers live, by the traces that their work leaves anyway."""

from datetime import datetime, timedelta

from django.utils import timezone

from portal import clock
from portal.jobs import registry, schedule
from portal.jobs.models import JobState, Lead
from portal.jobs.worker import SERVES

SCHEDULER = "scheduler"
# Who → how long it may leave no trace; a worker leaves one when a run has ended.
QUIET = {SCHEDULER: timedelta(minutes=1), "slow": timedelta(minutes=30)}
_OTHERS_QUIET = timedelta(minutes=5)


def last_seen(at: datetime | None = None) -> dict[str, datetime | None]:
    """When the scheduler last beat, and when each queue last began a run that was finished.

    A time that a wrong clock has left ahead is none.
    """
    at = at or timezone.now()
    lead = Lead.objects.filter(pk=schedule.LEAD).first()
    finished = dict(JobState.objects.values_list("name", "finished_at"))
    seen = {SCHEDULER: clock.past(lead.until - schedule.LEAD_LASTS, at) if lead else None}
    for queue in sorted({job.queue for job in registry.all_jobs()}):
        jobs = (job.name for job in registry.all_jobs() if job.queue == queue)
        runs = [clock.past(finished.get(name), at) for name in jobs]
        seen[queue] = max((run for run in runs if run), default=None)
    return seen


def absent(at: datetime | None = None) -> list[str]:
    """Who has left no trace for too long, in plain words."""
    at = at or timezone.now()
    return [
        f"{_named(who)} {_since(seen, at)}"
        for who, seen in last_seen(at).items()
        if seen is None or at - seen > QUIET.get(who, _OTHERS_QUIET)
    ]


def _named(who: str) -> str:
    return "the scheduler" if who == SCHEDULER else f"the {who} queue ({_process(who)})"


def _process(queue: str) -> str:
    """The process that serves a queue, as it is started."""
    named = (name for name, groups in SERVES.items() if any(queue in group for group in groups))
    return f"run_worker --queue {next(named)}"


def _since(seen: datetime | None, at: datetime) -> str:
    if seen is None:
        return "has not been seen yet"
    return f"has not been seen for {int((at - seen) / timedelta(minutes=1))} minutes"
