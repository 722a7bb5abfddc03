"""Background work of this room."""

from datetime import timedelta

from portal.jobs.registry import job
from search import indexing
from search.engines import engine_of_this_host


@job(indexing.JOB, queue="fast", every=timedelta(seconds=2))
def index_changes() -> int:
    """Bring this host's copy of the index up to date."""
    return indexing.catch_up(engine_of_this_host())


@job("search.prune", queue="slow", every=timedelta(hours=6))
def prune_log() -> int:
    """Forget what every copy has long passed."""
    return indexing.prune()
