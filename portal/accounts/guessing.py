"""Wrong passwords for one account, from however many networks they come.

Browsers that nobody has signed in with share one bound for each account: an attacker with very
many networks guesses no more than one with few. A browser that is known has a bound of its own, so
that the attack does not keep the owner out. Everybody else signs in by a code or by a passkey.
"""

from dataclasses import dataclass

from django.http import HttpRequest

from portal import actors
from portal.accounts import browsers
from portal.accounts.backends import owner_of
from portal.limits import counters
from portal.limits.table import GUESSES


@dataclass(frozen=True, slots=True)
class Guess:
    """A password that somebody tries: by which bound it is counted, and as whose."""

    bound: str
    whose: str

    @property
    def is_known(self) -> bool:
        """Whether it is counted for one browser alone, wherever that is."""
        return self.bound == "known browser"


def guess(request: HttpRequest, email: str) -> Guess:
    """Who guesses at the account of this address. An address without one is counted alike."""
    owner = owner_of(email.lower())
    if owner is None:
        return Guess("unknown browsers", email.lower())
    if actors.of(request).account == owner:
        # The limits of what is asked again bound it as well.
        return Guess("known browser", f"{owner.pk} signed in")
    if number := browsers.number_of(request, owner):
        return Guess("known browser", f"{owner.pk} {number}")
    return Guess("unknown browsers", str(owner.pk))


def count(made: Guess) -> None:
    """Count a password before it is tried; raises TooMany, counting nothing."""
    counters.spend(made.bound, made.whose, GUESSES[made.bound])


def give_back(made: Guess) -> None:
    """Take it back: it was right."""
    counters.give_back(made.bound, made.whose, GUESSES[made.bound])
