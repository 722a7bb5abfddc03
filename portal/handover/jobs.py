from datetime import timedelta

from portal.handover import asking, attachments
from portal.jobs.registry import job


@job("handover.ask", queue="slow", every=timedelta(minutes=5))
def ask() -> int:
    """Ask the customers whose requests were answered some hours ago whether that solved them."""
    return asking.ask()


@job("handover.sweep_files", queue="slow", every=timedelta(hours=6))
def sweep_files() -> int:
    """Delete files of requests that were not sent after all, or are gone."""
    return attachments.sweep()
