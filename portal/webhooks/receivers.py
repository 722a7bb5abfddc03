"""Where a message may go: to no address of our own network, unless the owner lists it."""

import urllib3
from django.conf import settings

from portal import outbound
from portal.outbound import RefusedError

__all__ = ["RefusedError", "post"]

_TIMEOUT = urllib3.Timeout(connect=5, read=10)
"""Seconds that a receiver may take to answer."""


def post(url: str, body: bytes, headers: dict[str, str]) -> int:
    """Send a message; returns the status of the answer, of which nothing else is read.

    Raises what `portal.outbound.post` does.
    """
    networks = settings.WEBHOOK_NETWORKS
    return outbound.post(url, body, headers, within=networks, timeout=_TIMEOUT).status
