"""Background work of this room."""

from datetime import timedelta

from portal.gaps.regrouping import regroup
from portal.jobs.registry import job

JOB = "gaps.regroup"


@job(JOB, queue="slow", every=timedelta(days=1))
def find_gaps() -> int:
    """Put together what readers searched for and did not find."""
    return regroup()
