"""Background work of this room."""

from datetime import timedelta

from portal.gaps import texts
from portal.gaps.regrouping import regroup
from portal.jobs.registry import job

JOB = "gaps.regroup"


@job(JOB, queue="slow", every=timedelta(days=1))
def find_gaps() -> int:
    """Put together what readers searched for and did not find."""
    return regroup()


@job("gaps.texts", queue="slow", every=timedelta(days=1))
def count_texts() -> int:
    """Count who read which text and wrote all the same."""
    return texts.count()
