"""The job: what is over ends, in batches, by the rules of the table and in their order."""

import time
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from portal import clock
from portal.batches import in_batches
from portal.effort import settling
from portal.jobs.models import JobState
from portal.operations.retention.table import RULES

JOB = "operations.retention"
# The slow queue has other work, too; what is left goes at the next run.
LONGEST_RUN = 30.0
# A clock that is wrong for one beat deletes nothing: it takes two beats that agree.
AGREE_WITHIN = timedelta(days=2)


def sweep(at: datetime | None = None, *, longest: float = LONGEST_RUN) -> int:
    """End what is over, for a while; returns how many rows it ended."""
    at = at or timezone.now()
    if not _clock_agrees(at):
        return 0
    settling.settle(timedelta(days=settings.KEEP_STEPS_DAYS), at)
    ended, until = 0, time.monotonic() + longest
    for one in (one for rule in RULES for one in rule.sweeps):
        for batch in in_batches(one.rows(at)):
            ended += one.end(batch)
            if time.monotonic() >= until:
                return ended
    return ended


def _clock_agrees(at: datetime) -> bool:
    """Whether the last run was lately: after a long pause, one goes by that only says so."""
    state = JobState.objects.filter(name=JOB).first()
    before = clock.past(state.finished_at, at) if state else None
    return before is not None and at - before <= AGREE_WITHIN
