"""Background work of the community."""

from datetime import timedelta

from community.forum import drafts
from portal.jobs.registry import job


@job("community.prune_drafts", queue="slow", every=timedelta(hours=6))
def prune_drafts() -> int:
    """Delete the drafts nobody came back for."""
    return drafts.prune()
