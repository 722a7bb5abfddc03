"""The network somebody comes from: a place, an office or a carrier, never a person."""

import ipaddress
from functools import lru_cache

from django.conf import settings

UNKNOWN = "unknown"

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")

type Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def network_of(address: str) -> str:
    """The /24 of an IPv4 address, or the /48 of an IPv6 one; "unknown" for anything else."""
    ip = _read(address)
    return UNKNOWN if ip is None else str(_around(ip))


def is_crowded(address: str) -> bool:
    """Whether the owner has named a network of many people that this address lies in."""
    named: tuple[Network, ...] = settings.CROWDED_NETWORKS
    ip = _read(address) if named else None
    return ip is not None and any(ip in network for network in named)


@lru_cache(maxsize=1024)
def _read(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return None
    return _inside(ip) or ip


def _inside(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 one stands for.

    By 6to4 each IPv4 address would be a network of its own, and by NAT64 all of them together one.
    """
    if ip.version == 4:
        return None
    if mapped := ip.ipv4_mapped or ip.sixtofour:
        return mapped
    return ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF) if ip in _NAT64 else None


def _around(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> Network:
    prefix = 24 if ip.version == 4 else 48
    return ipaddress.ip_network((ip, prefix), strict=False)
