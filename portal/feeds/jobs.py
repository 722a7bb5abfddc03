from datetime import timedelta

from django.utils import timezone

from portal.feeds import ending, weekly
from portal.jobs import beats
from portal.jobs.registry import job

JOB = "feeds.write_weekly"
# A mail that has gone cannot be taken back.
AGREE_WITHIN = timedelta(hours=3)


@job(JOB, queue="slow", every=timedelta(minutes=10))
def write_weekly() -> int:
    """Write the weekly mails that are due."""
    at = timezone.now()
    return weekly.write_due(at) if beats.agree(JOB, at, within=AGREE_WITHIN) else 0


@job("feeds.end", queue="slow", every=timedelta(minutes=10))
def end() -> int:
    """End the tokens and wishes of those who lost their right."""
    return ending.end()
