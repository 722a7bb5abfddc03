"""By which coarse key readers are told apart, for one day and for counting only."""

import ipaddress

from django.utils.crypto import salted_hmac

from portal.actors import Actor


def network_of(address: str) -> str:
    """The network that counts as one reader's: an IPv4 address, or the /64 of an IPv6 one."""
    if not address:
        return "unknown"
    prefix = 64 if ":" in address else 32
    network = ipaddress.ip_network((address, prefix), strict=False)
    return str(network) if network.version == 6 else str(network.network_address)


def visit_key(actor: Actor, salt: str) -> str:
    """The reader's key under a day's salt: for counting only, and nothing else."""
    return hashed(salt, f"{network_of(actor.address)}\n{actor.agent}", 32)


def hashed(salt: str, text: str, length: int) -> str:
    """A keyed hash that says nothing once the day's salt is gone."""
    data = text.encode("utf-8", "replace")
    return salted_hmac(f"journal:{salt}", data, algorithm="sha256").hexdigest()[:length]
