"""Requests to servers that the settings name: to no address of our own network, unless listed.

The name is looked up once, and the connection goes to the address that was looked at: a name that
means another address a moment later leads nowhere else. Nothing is redirected.
"""

import ipaddress
import socket
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import urllib3

type Address = ipaddress.IPv4Address | ipaddress.IPv6Address
type Network = ipaddress.IPv4Network | ipaddress.IPv6Network

# An address of theirs holds one of ours: RFC 6052, 3056, 4380.
_TRANSLATED = tuple(map(ipaddress.ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16")))
_CHUNK = 64 * 1024


class RefusedError(ValueError):
    """The address is one that nothing of ours goes to."""


class TooLongError(ValueError):
    """The answer has more bytes than were asked for, or takes longer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: its status, and of its body what was asked for."""

    status: int
    body: bytes


def post(
    url: str,
    body: bytes,
    headers: Mapping[str, str],
    *,
    within: Collection[Network],
    timeout: urllib3.Timeout,
    most: int = 0,
) -> Answer:
    """Send something; `within` are the private networks that it may go into.

    Of the answer `most` bytes are read, none for 0. Raises RefusedError, TooLongError, OSError
    where the name means nothing, and urllib3's HTTPError.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    address = _looked_up(host, parts.port or (443 if parts.scheme == "https" else 80))
    _check(address, parts.scheme, within)
    path = parts.path or "/"
    with _pool(parts.scheme, str(address), parts.port, host) as pool:
        answer = pool.urlopen(
            "POST",
            f"{path}?{parts.query}" if parts.query else path,
            body=body,
            headers={**headers, "Host": parts.netloc.rpartition("@")[2]},
            redirect=False,
            retries=False,
            timeout=timeout,
            preload_content=False,
        )
        try:
            return Answer(answer.status, _read(answer, most, timeout) if most else b"")
        finally:
            answer.close()


def _read(answer: urllib3.BaseHTTPResponse, most: int, timeout: urllib3.Timeout) -> bytes:
    """All of it in the time of one answer: who drips a byte at a time is not waited for."""
    until = time.monotonic() + float(timeout.read_timeout or 0)
    found = b""
    for chunk in answer.stream(_CHUNK, decode_content=True):
        found += chunk
        if len(found) > most or time.monotonic() > until:
            raise TooLongError(f"more than {most} bytes, or too slow")
    return found


def _looked_up(host: str, port: int) -> Address:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return ipaddress.ip_address(str(found[0][4][0]).partition("%")[0])


def _check(address: Address, scheme: str, within: Collection[Network]) -> None:
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    real = mapped or address
    if any(real in network for network in within):
        return
    if scheme != "https":
        raise RefusedError("Without TLS only into networks that the settings list")
    hides = any(real in network for network in _TRANSLATED)
    if not real.is_global or real.is_multicast or hides:
        raise RefusedError("Not an address of the internet, and in no network that is listed")


def _pool(scheme: str, address: str, port: int | None, host: str) -> urllib3.HTTPConnectionPool:
    if scheme == "https":
        return urllib3.HTTPSConnectionPool(
            address, port, server_hostname=host, assert_hostname=host, maxsize=1
        )
    return urllib3.HTTPConnectionPool(address, port, maxsize=1)
