"""Turns TooMany, wherever a view raises it, into an answer."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from portal.limits.errors import TooMany
from portal.limits.pages import too_many_page


class TooManyMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return too_many_page(request, exception) if isinstance(exception, TooMany) else None
