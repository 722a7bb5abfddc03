"""The market as the reader's choice: kept in the reader's browser, and in nothing else.

It is never guessed, neither from the language nor from the network. "All countries" is a choice
too: whoever made it is not asked again.
"""

from dataclasses import dataclass

from portal import markets
from portal.actors import Actor
from portal.support.reading import current

EVERYWHERE = "all"
"""What is kept of "all countries"."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a browser has kept: the market that counts ("" for none), and whether one was chosen.

    Where there is only one market, it counts for everybody.
    """

    market: str
    is_made: bool


@dataclass(frozen=True, slots=True)
class Offered:
    """A market to choose; the name of "all countries" is for the page to say."""

    code: str
    name: str

    @property
    def is_everywhere(self) -> bool:
        return self.code == EVERYWHERE


def offered(locale: str) -> tuple[Offered, ...]:
    """The markets in the owner's order, then all of them; nothing where there is no choice."""
    known = current().markets
    if len(known) < 2:
        return ()
    named = (Offered(code, markets.name(code, locale)) for code in known)
    return (*named, Offered(EVERYWHERE, ""))


def chosen(actor: Actor) -> str:
    """What a reader chose, as it is kept; "" for nothing yet."""
    return (actor.market or EVERYWHERE) if actor.has_chosen else ""


def read(kept: str) -> Choice:
    """The choice that a browser has kept; none where the market is not served any more."""
    known = current()
    is_made = len(known.markets) > 1 and kept in (*known.markets, EVERYWHERE)
    return Choice(known.market(kept), is_made)
