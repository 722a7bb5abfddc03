"""Requests as readers' browsers make them."""

from datetime import UTC, datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import RequestFactory

from portal.accounts import acting
from portal.actors import Actor

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
)
GOOGLEBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"


def at(text: str) -> datetime:
    """A moment in UTC, written as `2026-03-02 10:15`."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def browser_request(
    address: str = "203.0.113.7", agent: str = FIREFOX, **headers: str
) -> HttpRequest:
    """A request of an anonymous reader; headers as `sec_gpc="1"`."""
    extra: dict[str, Any] = {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    request = RequestFactory().get("/", REMOTE_ADDR=address, HTTP_USER_AGENT=agent, **extra)
    request.user = AnonymousUser()
    acting.attach(request)
    return request


def reader(address: str = "203.0.113.7", agent: str = FIREFOX, **headers: str) -> Actor:
    """Who makes such a request."""
    return acting.actor_of(browser_request(address, agent, **headers))
