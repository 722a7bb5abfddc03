from datetime import timedelta

from portal.jobs.registry import job
from portal.webhooks import delivery, outbox


@job(outbox.JOB, queue="webhooks", every=timedelta(seconds=30))
def deliver() -> int:
    """Tell other tools what is due."""
    return delivery.deliver()


@job("webhooks.prune", queue="slow", every=timedelta(hours=6))
def prune() -> int:
    """Delete what was told, and what was given up, after its time."""
    return outbox.prune()
