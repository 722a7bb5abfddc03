"""Browsers in which an account has signed in before, known again by a cookie.

They are what OWASP calls device cookies. The cookie names no account: it has a number of the
browser, and for each account a key made of both and of the password: with a new one only the
browsers that are signed in go on being known. It opens nothing; it only says whose wrong passwords
are counted (portal.accounts.guessing).
"""

import secrets
from datetime import timedelta
from typing import Any

from allauth.account.signals import password_reset
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from portal.accounts.models import User
from portal.cookies import LastingCookie
from portal.signed import SignedObject

KEPT = timedelta(days=180)
COOKIE = LastingCookie("browser", kept=KEPT)
MOST = 10
"""So many accounts are known in a browser: those that signed in last."""
_SALT = "portal.accounts.browsers"
_SIGNED: SignedObject[list[Any]] = SignedObject(_SALT, list, lasts=KEPT)


def number_of(request: HttpRequest, account: User) -> str:
    """The number of a browser in which this account has signed in; "" for any other."""
    number, keys = _read(request)
    return number if _key(number, account) in keys else ""


def remember(request: HttpRequest, response: HttpResponse) -> None:
    """Let a browser be known by whoever has just signed in there, or is without being known."""
    account: User | None = getattr(request, "shown_to_be", None)
    account = account or _not_yet_known(request, response)
    if account is None:
        return
    number, keys = _read(request)
    number = number or secrets.token_urlsafe(16)
    own = _key(number, account)
    kept = [own, *(key for key in keys if key != own)][:MOST]
    said = _SIGNED.sign([number, kept])
    COOKIE.give(response, said, is_secure=request.is_secure())


def listen() -> None:
    """Notice who signs in, and who chooses a password by a link that only their mailbox has."""
    for shown in (user_logged_in, password_reset):
        shown.connect(_note, dispatch_uid="accounts.browsers")


def _note(request: HttpRequest | None, user: User, **_kwargs: Any) -> None:
    if request is not None:
        request.shown_to_be = user  # type: ignore[attr-defined]


def _not_yet_known(request: HttpRequest, response: HttpResponse) -> User | None:
    """Who is signed in where the cookie is missing, or made of an earlier password."""
    # An answer that anybody may keep is nobody's.
    is_shared = "public" in response.get("Cache-Control", "")
    if is_shared or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    user = request.user
    return user if isinstance(user, User) and not number_of(request, user) else None


def _read(request: HttpRequest) -> tuple[str, list[str]]:
    said = request.COOKIES.get(COOKIE.named(is_secure=request.is_secure()), "")
    number, keys = _SIGNED.read(said) or ("", [])
    return number, keys


def _key(number: str, account: User) -> str:
    said = f"{number} {account.pk} {account.get_session_auth_hash()}"
    return salted_hmac(_SALT, said, algorithm="sha256").hexdigest()[:32]
