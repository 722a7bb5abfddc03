"""The job: what is over ends, in batches, by the rules of the table and in their order."""

import time
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from portal.batches import in_batches
from portal.effort import settling
from portal.jobs import beats
from portal.operations.retention.table import RULES

JOB = "operations.retention"
# The slow queue has other work, too; what is left goes at the next run.
LONGEST_RUN = 30.0
# A clock that is wrong for one beat deletes nothing: it takes two beats that agree.
AGREE_WITHIN = timedelta(days=2)


def sweep(at: datetime | None = None, *, longest: float = LONGEST_RUN) -> int:
    """End what is over, for a while; returns how many rows it ended."""
    at = at or timezone.now()
    if not beats.agree(JOB, at, within=AGREE_WITHIN):
        return 0
    settling.settle(timedelta(days=settings.KEEP_STEPS_DAYS), at)
    ended, until = 0, time.monotonic() + longest
    for one in (one for rule in RULES for one in rule.sweeps):
        for batch in in_batches(one.rows(at)):
            ended += one.end(batch)
            if time.monotonic() >= until:
                return ended
    return ended
