"""Background work of this room itself."""

from datetime import timedelta

from portal.jobs import upkeep
from portal.jobs.registry import job


@job("jobs.publish_scheduled", queue="fast", every=timedelta(minutes=1))
def publish_scheduled() -> int:
    """Publish and expire what editors have scheduled."""
    return upkeep.publish_scheduled()


@job("jobs.prune_tasks", queue="fast", every=timedelta(minutes=10))
def prune_tasks() -> int:
    """Delete the tasks that are over, and deal with those whose worker was killed."""
    return upkeep.prune_tasks()
