"""Whether a page of the internet is there: asked as a polite stranger asks.

Only the status of an answer is read. No address of our own network is asked, nor does a redirect
lead to one: what a text links to, any author may write.
"""

from dataclasses import dataclass
from enum import Enum
from urllib.parse import urljoin, urlsplit

import urllib3
from django.conf import settings

from portal import internet

SCHEMES = ("http", "https")
_TIMEOUT = urllib3.Timeout(connect=5, read=10)
"""Seconds that a page may take to answer."""
_LONGEST = 20.0
"""The same with all that comes before the answer."""
_MOST_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
# Who does not answer HEAD, or not to programs: asked once more as a browser asks.
_WITHOUT_HEAD = frozenset({400, 403, 404, 405, 406, 410, 500, 501, 503})
_GONE = frozenset({404, 410})


class Reachability(Enum):
    THERE = "there"
    AWAY = "away"
    UNKNOWN = "unknown"
    """It is an address of our own network, or none that can be asked."""


@dataclass(frozen=True, slots=True)
class LinkCheck:
    """How a page answered; `status` is that of HTTP, None where nothing did."""

    outcome: Reachability
    status: int | None = None


def ask(url: str) -> LinkCheck:
    """Ask for a page, and for those that it redirects to; never raises for what others answer."""
    try:
        return _followed(url)
    except (OSError, urllib3.exceptions.HTTPError):
        return LinkCheck(Reachability.AWAY)
    except ValueError:
        return LinkCheck(Reachability.UNKNOWN)


def _followed(url: str) -> LinkCheck:
    for _redirect in range(_MOST_REDIRECTS + 1):
        parts = urlsplit(url)
        if parts.scheme not in SCHEMES or not parts.hostname:
            return LinkCheck(Reachability.UNKNOWN)
        address = internet.looked_up(parts.scheme, parts.hostname, parts.port)
        if not internet.is_public(address) and not _is_listed(address):
            return LinkCheck(Reachability.UNKNOWN)
        status, location = _asked("HEAD", url, address)
        if status in _WITHOUT_HEAD:
            status, location = _asked("GET", url, address)
        if status not in _REDIRECTS or not location:
            is_away = status in _GONE or status >= 500
            return LinkCheck(Reachability.AWAY if is_away else Reachability.THERE, status)
        url = urljoin(url, location)
    # Round in a circle; a browser would show nothing, either.
    return LinkCheck(Reachability.AWAY, status)


def _asked(verb: str, url: str, address: internet.Address) -> tuple[int, str]:
    """The status, and where it redirects to."""
    parts = urlsplit(url)
    path = parts.path or "/"
    host = parts.hostname or ""
    with internet.pool(parts.scheme, address, parts.port, host, longest=_LONGEST) as pool:
        answer = pool.urlopen(
            verb,
            f"{path}?{parts.query}" if parts.query else path,
            headers={
                "Host": parts.netloc.rpartition("@")[2],
                "User-Agent": f"link-check (+{settings.BASE_URL})",
                "Accept": "*/*",
            },
            redirect=False,
            retries=False,
            timeout=_TIMEOUT,
            preload_content=False,
        )
        try:
            return answer.status, answer.headers.get("Location") or ""
        finally:
            answer.close()


def _is_listed(address: internet.Address) -> bool:
    return any(address in network for network in settings.LINK_NETWORKS)
