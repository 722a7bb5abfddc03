"""What holds for every page: who asks, staff's second factor, the time zone, what has arrived."""

from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from portal import cldr, tools
from portal.accounts import acting, browsers, events, idle, proof, time_zones
from portal.accounts.models import User
from portal.accounts.second_factor import way_to_it
from portal.limits import drafts

_ELSEWHERE = frozenset({HTTPStatus.FOUND, HTTPStatus.SEE_OTHER})
_LEAVING = frozenset({"account_logout", "accounts:erase"})
# Parts of an address that open something: a cookie, which scripts may read, is no place for them.
_KEYS = frozenset({"signed", "key", "token", "uidb36", "uidb64"})
_PROOFS = frozenset(
    {"account_login", "account_reauthenticate", "mfa_reauthenticate", "accounts:prove"}
)

Next = Callable[[HttpRequest], HttpResponse]


class ActorMiddleware:
    """Says who makes the request; read it with `portal.actors.of`."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        acting.attach(request)
        return self.get_response(request)


class SecondFactorMiddleware:
    """Nobody of staff reaches the editors' pages without the second factor."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if tools.are_asked_for(request):
            return way_to_it(request) or self.get_response(request)
        return self.get_response(request)


class ProofMiddleware:
    """Asks for proof once more before an account's ways in change, or all of it is handed out."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        return proof.ask(request) if proof.is_missing(request) else None


class ArrivalMiddleware:
    """Lets the browser forget what was typed once it has arrived, and all of it at signing out.

    What has arrived is answered with the way to another page; only the ways to the proof of who
    one is lead back. A view that answers otherwise says itself what has arrived. Of a form whose
    address is a key no draft is kept, and its address is told to nobody.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        match = request.resolver_match
        if request.method != "POST" or not match or _KEYS & match.kwargs.keys():
            return response
        # Editors' pages keep drafts of their own.
        if drafts.is_told(response) or tools.are_asked_for(request):
            return response
        if response.status_code in _ELSEWHERE and not _asks_who_it_is(response):
            is_leaving = match.view_name in _LEAVING
            name = drafts.ALL if is_leaving else drafts.name_of(request.path)
            drafts.arrived(request, response, name)
        return response


def _asks_who_it_is(response: HttpResponse) -> bool:
    path = urlsplit(response.headers["Location"]).path
    try:
        return resolve(path).view_name in _PROOFS
    except Resolver404:
        return False


class IdleMiddleware:
    """Ends the sessions of those who work here when they have left."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        idle.end_if_idle(request)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> None:
        idle.note_activity(request)


class KnownBrowserMiddleware:
    """Lets the browser in which somebody has signed in be known again."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        browsers.remember(request, response)
        return response


class RefusalMiddleware:
    """Leaves a line in the log for whoever was refused."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == HTTPStatus.FORBIDDEN:
            # The address itself may hold a key that still opens something.
            match = request.resolver_match
            view = match.view_name if match else ""
            events.note("refused", method=request.method, view=view)
        return response


class TimeZoneMiddleware:
    """Times are told in the zone that a member has chosen; else in the site's, which is named.

    Only asks who it is when there is a session: pages of strangers stay free of one.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user if settings.SESSION_COOKIE_NAME in request.COOKIES else None
        if not isinstance(user, User) or not time_zones.is_known(user.time_zone):
            return self.get_response(request)
        with cldr.in_zone(user.time_zone):
            return self.get_response(request)
