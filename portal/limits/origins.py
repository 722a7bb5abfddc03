"""Where a post comes from, by what only the browser can say."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware, RejectRequest


def is_from_here(request: HttpRequest) -> bool:
    """Whether a page of ours sent this request, or its reader has confirmed it."""
    return _says_here(request) or _TokenCheck(lambda _request: HttpResponse()).holds(request)


def _says_here(request: HttpRequest) -> bool:
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    # "null" is what sandboxed frames and privacy settings send: it says nothing.
    if (origin := request.headers.get("Origin")) and origin != "null":
        return origin in _our_origins(request)
    return _origin_of(request.headers.get("Referer", "")) in _our_origins(request)


def _our_origins(request: HttpRequest) -> set[str]:
    return {
        f"{request.scheme}://{request.get_host()}",
        _origin_of(settings.BASE_URL),
        *settings.CSRF_TRUSTED_ORIGINS,
    } - {""}


def _origin_of(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme and parts.netloc else ""


class _TokenCheck(CsrfViewMiddleware):
    """Django's check of the token alone.

    Its check of Origin and Referer is left out: whoever comes this far has sent none that helps,
    and a token that only our confirming page can show is proof enough.
    """

    def holds(self, request: HttpRequest) -> bool:
        try:
            self._check_token(request)  # type: ignore[attr-defined]
        except RejectRequest:
            return False
        return True
