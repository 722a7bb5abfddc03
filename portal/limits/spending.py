"""Spending from the table: an account's own bound first, then its network's, then everybody's."""

import hashlib

from portal import networks
from portal.actors import Actor
from portal.limits import counters, who
from portal.limits.errors import TooMany
from portal.limits.rates import RateLike
from portal.limits.table import ACTS, CROWD, LETTERS, Limit

type Shares = list[tuple[str, tuple[RateLike, ...]]]
"""Whose use it is, each with the rates that were spent from."""


def spend(name: str, actor: Actor) -> None:
    """Count one act of the table; raises TooMany, counting nothing."""
    spend_from(ACTS[name], name, actor)


def spend_from(limit: Limit, name: str, actor: Actor) -> None:
    """Count one use by everybody whose it is; raises TooMany, counting nothing."""
    counters.spend_all((name, *share) for share in _shares(limit, actor))


def give_back(limit: Limit, name: str, actor: Actor) -> None:
    """Take back an account's use that came to nothing; its network's stays: it was work."""
    if person := who.account(actor):
        counters.give_back(name, person, limit.account)


def may_write_to(address: str, name: str) -> bool:
    """Whether one more mail of this name may go to an address that anybody can type."""
    whose = hashlib.sha256(address.lower().encode(errors="surrogatepass")).hexdigest()
    try:
        counters.spend(name, whose, LETTERS[name])
    except TooMany:
        return False
    return True


def may_let_in(address: str, actor: Actor) -> bool:
    """Whether a mail that lets its receiver in may go to an address, when this actor asks for it.

    Who asks from where nobody has lately always gets one: strangers use up only what is theirs.
    """
    asked_from = f"{address} {who.network(actor)}"
    return may_write_to(asked_from, "first way in") or (
        may_write_to(asked_from, "other way in") and may_write_to(address, "ways in")
    )


def of_network(each: RateLike, actor: Actor) -> RateLike:
    """A network's rate, wider where the owner says that many people are."""
    most, period = each
    return (most * CROWD, period) if networks.is_crowded(actor.address) else each


def _shares(limit: Limit, actor: Actor) -> Shares:
    shares: Shares = []
    if person := who.account(actor):
        shares.append((person, limit.account))
    shares.append((who.network(actor), tuple(of_network(each, actor) for each in limit.network)))
    shares.append(("everyone", limit.everyone))
    return shares
