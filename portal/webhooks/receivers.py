"""Where a message may go: to no address of our own network, unless the owner lists it.

Nothing is redirected.
"""

from urllib.parse import urlsplit

import urllib3
from django.conf import settings

from portal import internet

_TIMEOUT = urllib3.Timeout(connect=5, read=10)
"""Seconds that a receiver may take to answer."""


class RefusedError(ValueError):
    """The address is one that no message of ours goes to."""


def post(url: str, body: bytes, headers: dict[str, str]) -> int:
    """Send a message; returns the status of the answer, of which nothing else is read.

    Raises RefusedError, OSError where the name means nothing, and urllib3's HTTPError.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    address = internet.looked_up(parts.scheme, host, parts.port)
    _check(address, parts.scheme)
    path = parts.path or "/"
    with internet.pool(parts.scheme, address, parts.port, host) as pool:
        answer = pool.urlopen(
            "POST",
            f"{path}?{parts.query}" if parts.query else path,
            body=body,
            headers=headers | {"Host": parts.netloc.rpartition("@")[2]},
            redirect=False,
            retries=False,
            timeout=_TIMEOUT,
            preload_content=False,
        )
        try:
            return answer.status
        finally:
            answer.close()


def _check(address: internet.Address, scheme: str) -> None:
    if any(address in network for network in settings.WEBHOOK_NETWORKS):
        return
    if scheme != "https":
        raise RefusedError("Without TLS only into the networks of WEBHOOK_NETWORKS")
    if not internet.is_public(address):
        raise RefusedError("Not an address of the internet, and none of WEBHOOK_NETWORKS")
