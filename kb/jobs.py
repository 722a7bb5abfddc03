"""Background work on articles."""

from datetime import timedelta

from kb.articles.bulk import acting
from portal.jobs.registry import job


@job(acting.JOB, queue="slow", every=timedelta(minutes=5))
def act() -> int:
    """Do what editors do to many articles at once."""
    return acting.go_on()
