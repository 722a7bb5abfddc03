"""Holds every route within its limits, and reads forms within their bounds."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from wagtail.admin.auth import reject_request

from portal import actors, tools
from portal.limits import paces, spending
from portal.limits.errors import TooMany
from portal.limits.pages import too_many_page, unexpected_file_page
from portal.limits.table import FILES, LIMITS, OTHERS, PACES, Limit
from portal.limits.uploads import NONE, BoundedFiles, taken_by

# Answers to a form that came to nothing: it is shown again.
_FORM_AGAIN = {400, 422}
_READS = {"GET", "HEAD", "OPTIONS"}


class LimitsMiddleware:
    """Holds the table's limits for every route, and answers TooMany, whoever raises it.

    A form that no row names has the limit of all others, so no new one is without.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        limit: Limit | None = getattr(request, "limit", None)
        if limit and limit.wrong_is_free and response.status_code in _FORM_AGAIN:
            spending.give_back(limit, _route(request), actors.of(request))
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        route = _route(request)
        if route in PACES:
            return _paced(request, route)
        if limit := _limit_of(request):
            try:
                spending.spend_from(limit, route, actors.of(request))
            except TooMany as too_many:
                return too_many_page(request, too_many)
            request.limit = limit  # type: ignore[attr-defined]
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return too_many_page(request, exception) if isinstance(exception, TooMany) else None


def _paced(request: HttpRequest, route: str) -> HttpResponse | None:
    """Over the pace no words: these are asked for by a page, which does without the answer."""
    try:
        paces.take(route, actors.of(request))
    except TooMany as too_many:
        headers = {"Retry-After": str(too_many.seconds), "Cache-Control": "no-store"}
        return HttpResponse(status=429, headers=headers)
    return None


def _route(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""


def _limit_of(request: HttpRequest) -> Limit | None:
    """The row that holds for a request; None where reading, or editing, is free."""
    route = _route(request)
    limit = LIMITS.get(route)
    if request.method in _READS:
        return limit if limit and limit.reads else None
    if limit:
        return limit
    if taken_by(route) is not NONE:
        return FILES
    is_editing = tools.are_asked_for(request)
    return None if is_editing and actors.of(request).may("tools.enter") else OTHERS


class UploadsMiddleware:
    """Reads each multipart form within its route's bounds; 413 for files that nobody asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if request.method != "POST":
            return None
        files = taken_by(_route(request))
        if files.right and files is not NONE and not actors.of(request).may(files.right):
            return _unread(request)
        if request.content_type != "multipart/form-data":
            return None
        handler = BoundedFiles(request, files)
        request.upload_handlers = [handler]
        with suppress(UnreadablePostError):  # Who hangs up reads no answer either.
            request.POST  # noqa: B018 - is read here, before anybody else does
        return unexpected_file_page(request) if handler.refused else None


def _unread(request: HttpRequest) -> HttpResponse:
    """The answer to who may send no files: a web server hands these forms on as they come.

    Nothing is read of them, not even for the token, so that whoever sends slowly holds nobody up.
    Raises PermissionDenied for who has signed in.
    """
    if request.user.is_authenticated:
        raise PermissionDenied
    to_sign_in: HttpResponse = reject_request(request)
    return to_sign_in
