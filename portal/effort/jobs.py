from datetime import timedelta

from portal.effort import rollups
from portal.jobs.registry import job


@job("effort.close_days", queue="slow", every=timedelta(minutes=10))
def close_days() -> int:
    """Roll up the days that are over; of the others, mark what is in no rate so far."""
    closed = rollups.close_days()
    rollups.mark_open_days()
    return closed
