"""Who must not be counted, and by which coarse key the others are told apart for one day."""

import ipaddress
import re
from functools import cache, lru_cache
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY, get_user_model
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from portal.limits.who import client_address

_PORT = re.compile(r"^\[(?P<six>[^\]]+)\](?::\d+)?$|^(?P<four>\d+\.\d+\.\d+\.\d+):\d+$", re.ASCII)


def client_network(request: HttpRequest) -> str:
    """The reader's network: an IPv4 address, or the /64 of an IPv6 one."""
    own = request.META.get("REMOTE_ADDR", "")
    return _network(client_address(request)) or _network(own) or "unknown"


def _network(text: str) -> str:
    text = text.strip()
    if match := _PORT.match(text):
        text = match["six"] or match["four"]
    try:
        address = ipaddress.ip_address(text.split("%")[0])
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is None:
            return str(ipaddress.ip_network((address, 64), strict=False))
        address = address.ipv4_mapped
    return str(address)


def visit_key(request: HttpRequest, salt: str) -> str:
    """The reader's key under a day's salt: for counting only, and nothing else."""
    agent = request.META.get("HTTP_USER_AGENT", "")
    return hashed(salt, f"{client_network(request)}\n{agent}", 32)


def hashed(salt: str, text: str, length: int) -> str:
    """A keyed hash that says nothing once the day's salt is gone."""
    data = text.encode("utf-8", "replace")
    return salted_hmac(f"journal:{salt}", data, algorithm="sha256").hexdigest()[:length]


@cache
def _robots() -> tuple[re.Pattern[str], ...]:
    from crawleruseragents import CRAWLER_USER_AGENTS_DATA

    patterns = [entry["pattern"] for entry in CRAWLER_USER_AGENTS_DATA]
    return tuple(
        re.compile("|".join(patterns[start : start + 50])) for start in range(0, len(patterns), 50)
    )


@lru_cache(maxsize=4096)
def is_robot_agent(agent: str) -> bool:
    """Whether this User-Agent is one of the known crawlers'."""
    return any(pattern.search(agent) for pattern in _robots())


def is_robot(request: HttpRequest) -> bool:
    """Whether a known crawler made this request."""
    return is_robot_agent(request.META.get("HTTP_USER_AGENT", "")[:500])


def is_prefetch(request: HttpRequest) -> bool:
    """Whether the browser asks ahead of a reader who may never come."""
    purposes = (
        request.META.get(f"HTTP_{name}", "") for name in ("SEC_PURPOSE", "PURPOSE", "X_MOZ")
    )
    return any("prefetch" in purpose or "prerender" in purpose for purpose in purposes)


def wants_privacy(request: HttpRequest) -> bool:
    """Whether the reader sent Global Privacy Control or Do-Not-Track."""
    return request.META.get("HTTP_SEC_GPC") == "1" or request.META.get("HTTP_DNT") == "1"


def is_staff(request: HttpRequest) -> bool:
    """Whether the session cookie is a staff member's.

    Reads the session beside the request's own, so that an answer without cookies stays one:
    touching `request.session` would vary on it, and delete the cookie of an expired one.
    """
    session_key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    if not session_key:
        return False
    store: Any = import_module(settings.SESSION_ENGINE).SessionStore
    user_id = store(session_key).get(SESSION_KEY)
    if not user_id:
        return False
    users = get_user_model()._default_manager
    return users.filter(pk=user_id, is_staff=True, is_active=True).exists()
