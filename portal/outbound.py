"""Requests to servers that the settings name: to no address of our own network, unless listed.

Nothing is redirected.
"""

import ipaddress
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import urllib3

from portal import internet

type Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_CHUNK = 64 * 1024


class RefusedError(ValueError):
    """The address is one that nothing of ours goes to."""


class TooLongError(ValueError):
    """The answer has more bytes than were asked for, or takes longer."""


@dataclass(frozen=True, slots=True)
class Response:
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
) -> Response:
    """Send something; `within` are the private networks that it may go into.

    Of the answer `most` bytes are read, none for 0. Raises RefusedError, TooLongError, OSError
    where the name means nothing, and urllib3's HTTPError.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    address = internet.looked_up(parts.scheme, host, parts.port)
    _check(address, parts.scheme, within)
    path = parts.path or "/"
    longest = 2 * float(timeout.read_timeout or 0)
    with internet.pool(parts.scheme, address, parts.port, host, longest=longest) as pool:
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
            return Response(answer.status, _read(answer, most, timeout) if most else b"")
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


def _check(address: internet.Address, scheme: str, within: Collection[Network]) -> None:
    if any(address in network for network in within):
        return
    if scheme != "https":
        raise RefusedError("Without TLS only into networks that the settings list")
    if not internet.is_public(address):
        raise RefusedError("Not an address of the internet, and in no network that is listed")
