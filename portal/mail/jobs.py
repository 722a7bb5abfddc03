from datetime import timedelta

from portal.jobs.registry import job
from portal.mail import delivery, outbox


@job(outbox.JOB, queue="mail", every=timedelta(seconds=30))
def deliver() -> int:
    """Send the mails that are due."""
    return delivery.deliver()


@job("mail.prune", queue="slow", every=timedelta(hours=6))
def prune() -> int:
    """Delete sent mails after 30 days."""
    return outbox.prune()
