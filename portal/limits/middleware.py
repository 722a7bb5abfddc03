"""Turns TooMany, wherever a view raises it, into an answer; reads forms within their bounds."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.http import HttpRequest, HttpResponse, UnreadablePostError

from portal import actors
from portal.limits.errors import TooMany
from portal.limits.pages import too_many_page, unexpected_file_page
from portal.limits.uploads import NONE, BoundedFiles, taken_by


class TooManyMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return too_many_page(request, exception) if isinstance(exception, TooMany) else None


class UploadsMiddleware:
    """Reads each multipart form within its route's bounds; 413 for files that nobody asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if request.method != "POST" or request.content_type != "multipart/form-data":
            return None
        match = request.resolver_match
        files = taken_by(match.view_name) if match else NONE
        may = files is not NONE and actors.of(request).may(files.right)
        handler = BoundedFiles(request, files if may else NONE)
        request.upload_handlers = [handler]
        with suppress(UnreadablePostError):  # Who hangs up reads no answer either.
            request.POST  # noqa: B018 - is read here, before anybody else does
        if not handler.refused or (files is not NONE and not may):
            # Who may not send files here is told so by the view, or led to sign in.
            return None
        return unexpected_file_page(request)
