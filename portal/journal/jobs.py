from datetime import timedelta

from portal.jobs.registry import job
from portal.journal import retention


@job("journal.forget", queue="fast", every=timedelta(hours=1))
def forget() -> int:
    """Delete yesterday's salt and the text of old searches."""
    return retention.forget_salts() + retention.forget_queries()
