"""Bounds in a process' memory, which cost no query: for what is asked at every moment.

Each process counts for itself: with four of them a network may do four times as much. For each
network one number is kept, the time up to which its uses are paid for, of the networks that came
last. So nothing grows, and a stranger with very many networks can only make us forget the oldest.
"""

import time
from datetime import timedelta
from threading import Lock

from portal.actors import Actor
from portal.bounded import Bounded
from portal.limits import who
from portal.limits.errors import TooMany
from portal.limits.rates import RateLike, rate
from portal.limits.spending import of_network
from portal.limits.table import PACES

MOST_NETWORKS = 20_000
# Sums of parts of a second are a little off.
_ROUNDING = 1e-6
_paid_until: Bounded[tuple[str, str], float] = Bounded(MOST_NETWORKS)
_lock = Lock()


def take(name: str, actor: Actor, *, now: float | None = None) -> None:
    """Count one use; raises TooMany, counting nothing. `now` is in seconds, from any beginning."""
    pace, now = PACES[name], time.monotonic() if now is None else now
    shares = (
        ((name, who.network(actor)), of_network(pace.network, actor)),
        ((name, "everyone"), pace.everyone),
    )
    with _lock:
        paid = {key: _paid(key, each, now) for key, each in shares}
        for key, each in shares:
            wait = paid[key] - now - rate(each).period.total_seconds()
            if wait > _ROUNDING:
                raise TooMany(name, timedelta(seconds=wait))
        for key, until in paid.items():
            _paid_until.keep(key, until)


def forget() -> None:
    """Begin anew."""
    _paid_until.clear()


def _paid(key: tuple[str, str], each: RateLike, now: float) -> float:
    """Up to when this use would be paid for: each one pays for its part of the period."""
    limit, paid = rate(each), _paid_until.get(key)
    return (now if paid is None else max(paid, now)) + limit.period.total_seconds() / limit.limit
