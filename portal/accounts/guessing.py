"""Wrong passwords for one account, from however many networks they come.

Browsers that nobody has signed in with share one bound for each account: an attacker with very
many networks guesses no more than one with few. A browser that is known has a bound of its own, so
that the attack does not keep the owner out; all that know an account have one together. Everybody
else signs in by a code or by a passkey.
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
    """A password that somebody tries: whose it would be, and in which known browser, or ""."""

    whose: str
    browser: str = ""

    @property
    def shares(self) -> list[counters.Share]:
        """By which bounds it is counted."""
        if not self.browser:
            return [_share("unknown browsers", self.whose)]
        one = _share("known browser", f"{self.whose} {self.browser}")
        return [one, _share("known browsers", self.whose)]


def guess(request: HttpRequest, email: str) -> Guess:
    """Who guesses at the account of this address. An address without one is counted alike."""
    owner = owner_of(email.lower())
    if owner is None:
        return Guess(email.lower())
    if actors.of(request).account == owner:
        # The limits of what is asked again bound it as well.
        return Guess(str(owner.pk), "signed in")
    return Guess(str(owner.pk), browsers.number_of(request, owner))


def count(made: Guess) -> None:
    """Count a password before it is tried; raises TooMany, counting nothing."""
    counters.spend_all(made.shares)


def give_back(made: Guess) -> None:
    """Take it back: it was right."""
    for share in made.shares:
        counters.give_back(*share)


def _share(bound: str, whose: str) -> counters.Share:
    return bound, whose, GUESSES[bound]
