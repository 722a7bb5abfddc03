"""Background work: writing to those who wait."""

from datetime import timedelta

from portal.jobs.registry import job
from portal.watches import telling


@job(telling.JOB, queue="fast", every=timedelta(minutes=5))
def tell() -> int:
    """Write to those for whom it has come."""
    return telling.tell_called()


@job("watches.look_again", queue="slow", every=timedelta(days=1))
def look_again() -> int:
    """Find what has come by a way that nobody told of."""
    return telling.look_again()
