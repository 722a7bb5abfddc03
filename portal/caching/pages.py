"""Public pages cached in the process: found by generation, language, path and allowed query.

What a content delivery network in front must be told
-----------------------------------------------------
A public page goes out with `public, max-age=0, s-maxage=60` and without `Vary: Cookie`, which
would make every reader's copy another one. So the network must *pass* (neither look up nor store)
requests that carry the session cookie, the messages cookie or the market's (SESSION_COOKIE_NAME,
"messages", "__Host-market"). If it does not, a signed-in reader may meet the page as strangers
see it, and whoever chose a country the page with all countries, marked; the contrary cannot
happen, since whatever is made for a request with one of these cookies is private. The language is
in the path, so Accept-Language is not in Vary either. Query keys that a page does not know do not
change it and may be left out of the network's key.

What is never cached: anything but a 200 answer to GET or HEAD, and an answer that sets cookies,
varies, says itself how it may be kept, or whose making has touched the session, the CSRF token
or messages. Templates may look at `user` and `messages`: for a stranger both are empty and cost
nothing.

By market
---------
A page may differ by the market that its reader chose (portal.support.choosing), so it is kept once
for each choice. A copy of such a page may stay in the reader's own browser, which asks each time
whether it still holds: the reader may have chosen anew. For the same reason no copy is ever shown
first and looked after later (`stale-while-revalidate`).

By time
-------
Where a page is another one from a moment on (portal.caching.turns), it is kept once for each time
between two moments, and `s-maxage` ends with the present one.

One page, one address
---------------------
What strangers spell is a key here, so every page has one spelling: of its path, which must be what
`reverse` would write (`/t/007/` is 404), and of each value in its query (portal.caching.queries).
A value that means the page without it leads there; this holds for signed-in readers as well.
"""

import hashlib
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.base import BaseStorage
from django.core.cache import caches
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language

from portal import actors, markets
from portal.actors import Actor
from portal.caching import generation, turns
from portal.caching.areas import Area
from portal.caching.making import first_alone
from portal.caching.queries import Reader

logger = logging.getLogger(__name__)

PUBLIC = "public, max-age=0, s-maxage={}"
SHARED_FOR = 60
"""So many seconds a network in front may keep a page, and never past a moment that changes it."""
OF_A_MARKET = "private, no-cache"
PRIVATE = "private, no-store"
MESSAGES_COOKIE = "messages"
_OWN_HEADERS = ("Cache-Control", "ETag", "Vary", "Expires", "Set-Cookie", "Content-Length")

type View = Callable[..., HttpResponse]


_stamps: dict[tuple[Area, ...], str] = {}
"""Under which stamp this process last kept or looked for pages that show these areas."""


@dataclass(frozen=True, slots=True)
class _StoredPage:
    content: bytes
    headers: tuple[tuple[str, str], ...]
    etag: str


class _NoMessages(BaseStorage):
    """A stranger's messages: none, found without looking into the session."""

    def _get(self, *args: Any, **kwargs: Any) -> tuple[list[Any], bool]:
        return [], True

    def _store(self, messages: list[Any], response: Any, *args: Any, **kwargs: Any) -> list[Any]:
        return []


def public_page(
    *shows: Area, allowed_query: Mapping[str, Reader] | None = None
) -> Callable[[View], View]:
    """Cache what a view answers to strangers; only the named query keys reach the view.

    The page is made anew when one of the areas that it `shows` has changed, or the site's frame.
    Raises Http404 for an address that is not spelled as we would.
    """
    readers = dict(sorted((allowed_query or {}).items()))

    def decorate(view: View) -> View:
        @wraps(view)
        def cached(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method not in {"GET", "HEAD"}:
                return _private(view(request, *args, **kwargs))
            if moved := _to_true_query(request, readers):
                return moved
            if not _is_strangers_read(request):
                _refuse_untrue_path(request)
                return _private(view(request, *args, **kwargs))
            market = _market(request)
            key = _key(request, shows, _keep_allowed(request, readers), market)
            page = caches["pages"].get(key)
            if page is None:
                with first_alone(key):
                    made = caches["pages"].get(key) or _made(
                        request, key, lambda: view(request, *args, **kwargs)
                    )
                if not isinstance(made, _StoredPage):
                    return _private(made)
                page = made
            return _answer(request, page, _public() if market is None else OF_A_MARKET)

        cached.query_readers = readers  # type: ignore[attr-defined]
        cached.shows = frozenset(shows)  # type: ignore[attr-defined]
        return cached

    return decorate


def _made(
    request: HttpRequest, key: str, make: Callable[[], HttpResponse]
) -> _StoredPage | HttpResponse:
    """The page, which is kept now; or the answer that nobody may keep."""
    _refuse_untrue_path(request)
    _as_stranger(request)
    response = _rendered(make())
    if not _may_be_cached(request, response):
        return response
    page = _page(response)
    caches["pages"].set(key, page)
    return page


def _to_true_query(request: HttpRequest, readers: Mapping[str, Reader]) -> HttpResponse | None:
    """The way to the address without those values that say nothing; raises Http404."""
    asked = {name: value for name in readers if (value := request.GET.get(name))}
    idle = [name for name, value in asked.items() if not readers[name](value)]
    if not idle:
        return None
    query = request.GET.copy()
    for name in idle:
        del query[name]
    address = f"{request.path}?{query.urlencode()}" if query else request.path
    return _private(HttpResponseRedirect(address, status=301))


def _refuse_untrue_path(request: HttpRequest) -> None:
    """Raise Http404 where several paths lead to a page and this is not the one we write."""
    found = request.resolver_match
    if found is None:
        return
    path = reverse(found.view_name, args=found.args, kwargs=found.kwargs)
    if unquote(path) != request.path:
        raise Http404


def _is_strangers_read(request: HttpRequest) -> bool:
    return (
        settings.SESSION_COOKIE_NAME not in request.COOKIES
        and MESSAGES_COOKIE not in request.COOKIES
        and "Authorization" not in request.headers
        and "HX-Request" not in request.headers
    )


def _keep_allowed(request: HttpRequest, readers: Mapping[str, Reader]) -> str:
    """Take from the request every query key the page does not know, and all but one value."""
    kept = QueryDict(mutable=True)
    for name in readers:
        if value := request.GET.get(name, ""):
            kept[name] = value
    query = kept.urlencode()
    request.META["QUERY_STRING"] = query
    request.GET = QueryDict(query)
    return query


def _market(request: HttpRequest) -> str | None:
    """The market that a reader chose ("" for all of them); None where nothing was chosen."""
    if markets.CHOICE.named(is_secure=request.is_secure()) not in request.COOKIES:
        return None
    reader = actors.of(request)
    return reader.market if reader.has_chosen else None


def _key(request: HttpRequest, shows: tuple[Area, ...], query: str, market: str | None) -> str:
    """Where the page is kept."""
    # First: what else is kept in this process is read again when it has changed.
    stamp = generation.current(*shows)
    if (former := _stamps.get(shows)) != stamp:
        _stamps[shows] = stamp
        if former:
            # Nobody finds them any more: they would lie there until the memory is full.
            caches["pages"].forget(f"{former}:")  # type: ignore[attr-defined]
    period = turns.period(timezone.now())
    address = f"{get_language()}\n{request.path}\n{query}\n{market}\n{period}"
    digest = hashlib.sha256(address.encode(errors="surrogateescape")).hexdigest()
    return f"{stamp}:{digest}"


def _public() -> str:
    return PUBLIC.format(turns.seconds_left(timezone.now(), at_most=SHARED_FOR))


def _as_stranger(request: HttpRequest) -> None:
    """Show the view no cookie; let templates ask for user and messages without a session.

    Of the reader no more is known than language and market.
    """
    reader = actors.of(request)
    request.actor = Actor(  # type: ignore[attr-defined]
        language=reader.language, market=reader.market, has_chosen=reader.has_chosen
    )
    request.COOKIES = {}
    request.user = AnonymousUser()
    request._messages = _NoMessages(request)  # type: ignore[attr-defined]


def _rendered(response: HttpResponse) -> HttpResponse:
    render = getattr(response, "render", None)
    return render() if callable(render) else response


def _may_be_cached(request: HttpRequest, response: HttpResponse) -> bool:
    session = getattr(request, "session", None)
    reasons = {
        "session": session is not None and session.accessed,
        "CSRF token": bool(request.META.get("CSRF_COOKIE_NEEDS_UPDATE")),
        "messages": request._messages.added_new,  # type: ignore[attr-defined]
        "cookies": bool(response.cookies),
        "Vary": response.has_header("Vary"),
    }
    if used := [reason for reason, found in reasons.items() if found]:
        logger.warning("Public page %s is not cached: %s", request.path, ", ".join(used))
        return False
    return (
        response.status_code == 200
        and not response.streaming
        and not response.has_header("Cache-Control")
    )


def _private(response: HttpResponse) -> HttpResponse:
    response.headers.setdefault("Cache-Control", PRIVATE)
    return response


def _page(response: HttpResponse) -> _StoredPage:
    headers = tuple((k, v) for k, v in response.items() if k not in _OWN_HEADERS)
    digest = hashlib.sha256(repr(headers).encode() + response.content).hexdigest()
    return _StoredPage(response.content, headers, f'"{digest[:32]}"')


def _answer(request: HttpRequest, page: _StoredPage, how_kept: str) -> HttpResponse:
    response = HttpResponse(page.content, headers=dict(page.headers))
    response.headers["Cache-Control"] = how_kept
    response.headers["ETag"] = page.etag
    response.headers["Content-Length"] = str(len(page.content))
    answer = get_conditional_response(request, etag=page.etag, response=response)
    if request.method == "HEAD" and answer is response:
        response.content = b""
    return answer or response
