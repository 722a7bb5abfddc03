"""Who votes: an account, or whoever holds a random token set by the act of voting.

The token is in a cookie and nowhere else; we keep its hash.
"""

import hashlib
import re
import secrets

from django.http import HttpRequest, HttpResponse

from portal.actors import Actor
from portal.limits.who import VOTER

_TOKEN = re.compile(r"[\w-]{43}", re.ASCII)


def account(pk: int) -> str:
    """The voter that an account is."""
    return f"account:{pk}"


def nobody() -> str:
    """A voter that no one is any more."""
    return f"erased:{secrets.token_hex(16)}"


def known(actor: Actor) -> str | None:
    """The voter, if there is an account or a token."""
    if actor.account is not None:
        return account(actor.account.pk)
    token = actor.voter_token
    return _holder(token) if _TOKEN.fullmatch(token) else None


def known_or_new(actor: Actor) -> tuple[str, str | None]:
    """The voter, and the token to set if it is a new one."""
    if voter := known(actor):
        return voter, None
    token = secrets.token_urlsafe(32)
    return _holder(token), token


def remember(request: HttpRequest, response: HttpResponse, token: str | None) -> None:
    """Give the token to the voter's browser."""
    if token:
        VOTER.give(response, token, is_secure=request.is_secure())


def _holder(token: str) -> str:
    return f"token:{hashlib.sha256(token.encode()).hexdigest()}"
