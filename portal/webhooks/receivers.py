"""Where a message may go: to no address of our own network, unless the owner lists it.

The name is looked up once, and the connection goes to the address that was looked at: a name that
means another address a moment later leads nowhere else. Nothing is redirected.
"""

import ipaddress
import socket
from urllib.parse import urlsplit

import urllib3
from django.conf import settings

_TIMEOUT = urllib3.Timeout(connect=5, read=10)
"""Seconds that a receiver may take to answer."""

type Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# An address of theirs holds one of ours: RFC 6052, 3056, 4380.
_TRANSLATED = tuple(map(ipaddress.ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16")))


class RefusedError(ValueError):
    """The address is one that no message of ours goes to."""


def post(url: str, body: bytes, headers: dict[str, str]) -> int:
    """Send a message; returns the status of the answer, of which nothing else is read.

    Raises RefusedError, OSError where the name means nothing, and urllib3's HTTPError.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    address = _looked_up(host, parts.port or (443 if parts.scheme == "https" else 80))
    _check(address, parts.scheme)
    path = parts.path or "/"
    with _pool(parts.scheme, str(address), parts.port, host) as pool:
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


def _looked_up(host: str, port: int) -> Address:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return ipaddress.ip_address(str(found[0][4][0]).partition("%")[0])


def _check(address: Address, scheme: str) -> None:
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    real = mapped or address
    if any(real in network for network in settings.WEBHOOK_NETWORKS):
        return
    if scheme != "https":
        raise RefusedError("Without TLS only into the networks of WEBHOOK_NETWORKS")
    hides = any(real in network for network in _TRANSLATED)
    if not real.is_global or real.is_multicast or hides:
        raise RefusedError("Not an address of the internet, and none of WEBHOOK_NETWORKS")


def _pool(scheme: str, address: str, port: int | None, host: str) -> urllib3.HTTPConnectionPool:
    if scheme == "https":
        return urllib3.HTTPSConnectionPool(
            address, port, server_hostname=host, assert_hostname=host, maxsize=1
        )
    return urllib3.HTTPConnectionPool(address, port, maxsize=1)
