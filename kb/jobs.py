"""Background work of the knowledge base."""

from datetime import timedelta

from kb.translation.memory import filling
from portal.jobs.registry import job


@job("kb.fill_memory", queue="slow", every=timedelta(hours=6))
def fill_memory() -> int:
    """Remember what was translated since, by whatever way it came."""
    return filling.fill()
