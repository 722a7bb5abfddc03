"""How much of what one network did in a day counts, as pure functions.

A network is a place, an office or a carrier: it counts up to its share of what all did, and one
that did far more than that is no place of readers that day. Documented in ADR 5.
"""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

LEAST = 3
"""So many things of one kind count of each network, however little all others did."""
PART = 50
"""Else one part in so many of what counts of all: 2 %."""
ROWS = 100
"""So many rows of one network, day and kind are kept; none has a larger share."""
FLOOD = 10
"""A network that did more than so many times its share of anything counts nothing that day."""
ONE_ARTICLE = 3
"""So many votes on, or reads of, one article count of each network."""


class Exclusion(StrEnum):
    """Why a row that is kept is in no rate."""

    SHARE = "share"
    # The same again, so soon that it was a reload or a doubled click.
    AGAIN = "again"


@dataclass(frozen=True, slots=True)
class Event[Row: Hashable]:
    """One thing that was done: its row, its network (none where no bound holds), its article."""

    row: Row
    network: str
    article: str = ""


def share(done: Mapping[str, int]) -> int:
    """The share of each network, by how much each did; what has no bound is under "".

    What a network that floods did is no part of the whole, so nobody floods a share wide.
    """
    limit = LEAST
    while True:
        honest = sum(n for network, n in done.items() if not network or n <= FLOOD * limit)
        wider = min(honest // PART, ROWS)
        if wider <= limit:
            return limit
        limit = wider


def floods(done: Mapping[str, int], at_least: int = 0) -> set[str]:
    """The networks that did too much of one kind to be a place of readers.

    What was done `at_least` so often is no flood, however small the share.
    """
    bound = max(FLOOD * share(done), at_least)
    return {network for network, count in done.items() if network and count > bound}


def beyond[Row: Hashable](
    events: Iterable[Event[Row]], flooding: Collection[str] = (), gone: Collection[Row] = ()
) -> set[Row]:
    """The rows of one kind, in the order of their time, that lie beyond their network's share.

    Those that are `gone` are left out already: they take nothing of it.
    """
    done = list(events)
    left_out = {event.row for event in done if event.network in flooding}
    limit = share(Counter(one.network for one in done if one.network not in flooding))
    taken: Counter[str] = Counter()
    of_article: Counter[tuple[str, str]] = Counter()
    for event in done:
        network, article = event.network, (event.network, event.article)
        if not network or event.row in left_out or event.row in gone:
            continue
        if taken[network] >= limit or (event.article and of_article[article] >= ONE_ARTICLE):
            left_out.add(event.row)
        else:
            taken[network] += 1
            of_article[article] += 1
    return left_out
