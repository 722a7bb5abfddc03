from datetime import timedelta

from portal.jobs.registry import job
from portal.operations.retention import sweeping


@job(sweeping.JOB, queue="slow", every=timedelta(minutes=10))
def end_what_is_over() -> int:
    """Delete what has been kept for long enough."""
    return sweeping.sweep()
