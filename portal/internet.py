"""Connections to the internet: to no address of our own network, whatever a name means there.

The name is looked up once, and the connection goes to the address that was looked at: a name that
means another address a moment later leads nowhere else.
"""

import ipaddress
import socket

import urllib3

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


def pool(scheme: str, address: Address, port: int | None, host: str) -> urllib3.HTTPConnectionPool:
    """One connection to an address, which must prove to be the host if it speaks TLS."""
    if scheme == "https":
        return urllib3.HTTPSConnectionPool(
            str(address), port, server_hostname=host, assert_hostname=host, maxsize=1
        )
    return urllib3.HTTPConnectionPool(str(address), port, maxsize=1)
