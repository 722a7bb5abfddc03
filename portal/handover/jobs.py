from datetime import timedelta

from portal.handover import asking
from portal.jobs.registry import job


@job("handover.ask", queue="slow", every=timedelta(minutes=5))
def ask() -> int:
    """Ask the customers whose requests were answered some hours ago whether that solved them."""
    return asking.ask()
