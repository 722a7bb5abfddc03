"""What holds for every page: who asks for it, the second factor of staff, and the time zone."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from portal import cldr, tools
from portal.accounts import acting, events, proof, time_zones
from portal.accounts.models import User
from portal.accounts.second_factor import way_to_it

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
