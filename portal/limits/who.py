"""Whose uses are counted: an account's, and a whole network's."""

import ipaddress
import re
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest

from portal import networks
from portal.actors import Actor
from portal.cookies import LastingCookie

VOTER = LastingCookie("voter", kept=timedelta(days=365))
"""A voter's token. Set by the act of voting and by nothing else (kb.feedback)."""
_PORT = re.compile(r"^\[(?P<six>[^\]]+)\](?::\d+)?$|^(?P<four>\d+\.\d+\.\d+\.\d+):\d+$", re.ASCII)


def account(actor: Actor) -> str | None:
    """The account; None for a stranger, whom nothing tells from another in the same network."""
    return None if actor.account is None else f"account {actor.account.pk}"


def network(actor: Actor) -> str:
    """The network somebody acts from (/24 or /48): a place, never a person."""
    return f"network {networks.network_of(actor.address)}"


def client_address(request: HttpRequest) -> str:
    """The IP address our outermost trusted proxy saw; what comes before it may be invented.

    Without a port; empty where neither the proxy nor the connection names an address.
    """
    hops = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    trusted: int = settings.TRUSTED_PROXIES
    forwarded = hops[-trusted] if trusted and len(hops) >= trusted else ""
    return _address(forwarded) or _address(str(request.META.get("REMOTE_ADDR", "")))


def _address(text: str) -> str:
    if match := _PORT.match(text):
        text = match["six"] or match["four"]
    try:
        address = ipaddress.ip_address(text.split("%")[0])
    except ValueError:
        return ""
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return str(mapped or address)
