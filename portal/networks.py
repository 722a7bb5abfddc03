"""The network somebody comes from: a place, an office or a carrier, never a person."""

import ipaddress
from functools import lru_cache

from django.conf import settings

UNKNOWN = "unknown"

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
    mapped = ip.ipv4_mapped if isinstance(ip, ipaddress.IPv6Address) else None
    return mapped or ip


def _around(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> Network:
    prefix = 24 if ip.version == 4 else 48
    return ipaddress.ip_network((ip, prefix), strict=False)
