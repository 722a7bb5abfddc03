"""What may be kept of answers whose views say nothing of it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from portal.caching.pages import PRIVATE


class PrivateAnswersMiddleware:
    """Nobody keeps what was made for somebody: for a request, or with an answer, that has cookies.

    Pages of an account have secrets, such as recovery codes, and `Vary: Cookie` forbids no
    browser to keep them. A view that says itself how its answer may be kept is believed.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Asked first: a page that is kept for strangers is made without.
        is_for_somebody = bool(request.COOKIES)
        response = self.get_response(request)
        if is_for_somebody or response.cookies:
            response.headers.setdefault("Cache-Control", PRIVATE)
        return response
