"""Connections to the internet: to no address of our own network, whatever a name means there.

The name is looked up once, and the connection goes to the address that was looked at: a name that
means another address a moment later leads nowhere else.
"""

import ipaddress
import socket
import threading
from contextlib import suppress
from typing import Any

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection

type Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# An address of theirs holds one of ours: RFC 6052, 3056, 4380.
_TRANSLATED = tuple(map(ipaddress.ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16")))
_PORTS = {"https": 443, "http": 80}


def looked_up(scheme: str, host: str, port: int | None) -> Address:
    """The address that a name means now.

    An IPv4 address in the clothes of IPv6 comes without them. Raises OSError where the name means
    nothing, ValueError where it cannot be a name.
    """
    found = socket.getaddrinfo(host, port or _PORTS[scheme], type=socket.SOCK_STREAM)
    address = ipaddress.ip_address(str(found[0][4][0]).partition("%")[0])
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address


def is_public(address: Address) -> bool:
    """Whether it is one of the internet, and of nobody's own network."""
    hides = any(address in network for network in _TRANSLATED)
    return address.is_global and not address.is_multicast and not hides


class _CutOff(HTTPConnection):
    """A connection that ends after `longest` seconds, whatever is read.

    Bounds of time hold for each piece that comes. Who sends one byte of a head after the other, or
    says "continue" for ever, would be listened to for days.
    """

    def __init__(self, *args: Any, longest: float, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._longest = longest
        self._cutting: threading.Timer | None = None

    def connect(self) -> None:
        super().connect()
        self._cutting = threading.Timer(self._longest, _cut, [self.sock])
        self._cutting.daemon = True
        self._cutting.start()

    def close(self) -> None:
        if self._cutting:
            self._cutting.cancel()
        super().close()


class _SecureCutOff(_CutOff, HTTPSConnection):
    """The same with TLS."""


class _Pool(urllib3.HTTPConnectionPool):
    ConnectionCls = _CutOff


class _SecurePool(urllib3.HTTPSConnectionPool):
    ConnectionCls = _SecureCutOff


def pool(
    scheme: str, address: Address, port: int | None, host: str, *, longest: float
) -> urllib3.HTTPConnectionPool:
    """One connection to an address, which must prove to be the host if it speaks TLS.

    It ends `longest` seconds after it has begun.
    """
    if scheme == "https":
        return _SecurePool(
            str(address),
            port,
            server_hostname=host,
            assert_hostname=host,
            maxsize=1,
            longest=longest,
        )
    return _Pool(str(address), port, maxsize=1, longest=longest)


def _cut(sock: socket.socket) -> None:
    with suppress(OSError):  # It has ended by itself.
        sock.shutdown(socket.SHUT_RDWR)
