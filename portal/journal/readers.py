"""By which coarse key readers are told apart, for one day and for counting only."""

import ipaddress

from django.utils.crypto import salted_hmac

from portal import networks
from portal.actors import Actor


def place_of(address: str) -> str:
    """What counts as one reader's place: an IPv4 address, or the /64 of an IPv6 one."""
    if not address:
        return "unknown"
    prefix = 64 if ":" in address else 32
    network = ipaddress.ip_network((address, prefix), strict=False)
    return str(network) if network.version == 6 else str(network.network_address)


def visit_key(actor: Actor, salt: str) -> str:
    """The reader's key under a day's salt: for counting only, and nothing else."""
    return hashed(salt, f"{place_of(actor.address)}\n{actor.agent}", 32)


def network_key(actor: Actor, salt: str) -> str:
    """The key of a reader's network under a day's salt; none where it is many people."""
    if networks.is_crowded(actor.address):
        return ""
    return hashed(salt, f"network\n{networks.network_of(actor.address)}", 16)


def hashed(salt: str, text: str, length: int) -> str:
    """A keyed hash that says nothing once the day's salt is gone."""
    data = text.encode("utf-8", "replace")
    return salted_hmac(f"journal:{salt}", data, algorithm="sha256").hexdigest()[:length]
