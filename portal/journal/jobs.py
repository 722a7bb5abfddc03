from datetime import timedelta

from portal.jobs.registry import job
from portal.journal import retention


@job("journal.forget", queue="fast", every=timedelta(hours=1))
def forget() -> int:
    """Delete yesterday's salt."""
    return retention.forget_salts()


@job("journal.forget_queries", queue="slow", every=timedelta(hours=1))
def forget_queries() -> int:
    """Empty the text of old searches."""
    return retention.forget_queries()
