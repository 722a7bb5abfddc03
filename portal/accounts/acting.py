"""From a request to who makes it. The one place that reads it off session, cookies and headers."""

from functools import partial
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from portal import actors, locales, markets
from portal.accounts import second_factor
from portal.actors import Actor, Uncounted
from portal.cookies import LastingCookie
from portal.journal.robots import is_robot_agent
from portal.limits import who
from portal.support import choosing


def actor_of(request: HttpRequest) -> Actor:
    """Who makes this request."""
    user = _user(request)
    choice = choosing.read(_kept(request, markets.CHOICE))
    return Actor(
        user=user,
        language=locales.resolve(getattr(request, "LANGUAGE_CODE", "")) or locales.in_force(),
        market=choice.market,
        has_chosen=choice.is_made,
        second_factor=user.is_authenticated and second_factor.is_shown(request),
        uncounted=_uncounted(request, user),
        voter_token=_kept(request, who.VOTER),
        address=who.client_address(request),
        agent=request.headers.get("User-Agent", ""),
    )


def attach(request: HttpRequest) -> None:
    """Let `actors.of` find who makes the request; found out when it is first asked for.

    So a page of a stranger, which asks for nobody, stays free of a session.
    """
    acting: Any = SimpleLazyObject(partial(actor_of, request))
    request.actor = cast(Actor, acting)  # type: ignore[attr-defined]


def _kept(request: HttpRequest, cookie: LastingCookie) -> str:
    return request.COOKIES.get(cookie.named(is_secure=request.is_secure()), "")


def _user(request: HttpRequest) -> Any:
    """The account; without a session there is none, and none is begun to learn that."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return AnonymousUser()
    # Out of its lazy wrapper: what is asked of the actor later must not read the session again.
    return request.user if request.user.is_authenticated else AnonymousUser()


def _uncounted(request: HttpRequest, user: Any) -> Uncounted | None:
    reasons = (
        (Uncounted.PREFETCH, _is_prefetch(request)),
        (Uncounted.ROBOT, _is_robot(request)),
        (Uncounted.STAFF, actors.works_here(user)),
        (Uncounted.PRIVACY, _wants_privacy(request)),
    )
    return next((reason for reason, holds in reasons if holds), None)


def _is_robot(request: HttpRequest) -> bool:
    """Whether a known crawler asks, or somebody who names no browser: every browser does."""
    agent = request.headers.get("User-Agent", "")[:500].strip()
    return not agent or is_robot_agent(agent)


def _is_prefetch(request: HttpRequest) -> bool:
    """Whether the browser asks ahead of a reader who may never come."""
    purposes = (
        request.META.get(f"HTTP_{name}", "") for name in ("SEC_PURPOSE", "PURPOSE", "X_MOZ")
    )
    return any("prefetch" in purpose or "prerender" in purpose for purpose in purposes)


def _wants_privacy(request: HttpRequest) -> bool:
    """Whether the reader sent Global Privacy Control or Do-Not-Track."""
    return request.META.get("HTTP_SEC_GPC") == "1" or request.META.get("HTTP_DNT") == "1"
