"""Error pages, in the reader's language. Each leads on; none loses what was typed."""

import logging
import re
import sys
from typing import Any
from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import (
    REASON_CSRF_TOKEN_MISSING,
    REASON_NO_CSRF_COOKIE,
)
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext

from portal import locales
from portal.home import outages
from portal.home.context import language_frame
from portal.limits.pages import in_place_of_the_page, typed_in, unkept

logger = logging.getLogger(__name__)

_WORD = re.compile(r"[^\W\d_]{2,}|[^\W_]{3,}")
_MOST_WORDS = 8
# Parts of our own addresses; they say nothing about what is looked for.
_OUR_PARTS = frozenset({"help", "community", "search", "contact", "account"})


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: something in the request cannot be read; 503 if its session could not be kept."""
    if outages.is_outage(exception):
        return _failed(request, exception)
    return _page(request, 400, gettext("We cannot read this address or form."))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: this reader may not see or do this."""
    return _page(request, 403, gettext("You do not have permission to see this page."))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, with a search for the words of the address."""
    query = words_of(request.path_info)
    return _page(request, 404, gettext("There is no such page."), query=query)


def not_allowed(request: HttpRequest) -> HttpResponse:
    """405: an address for forms, opened as a page (or the other way round)."""
    return _page(request, 405, gettext("This address does not accept this kind of request."))


def still_needed(request: HttpRequest) -> HttpResponse:
    """409: something else belongs to what was to be deleted; nothing has been."""
    return _page(request, 409, gettext("This cannot be deleted yet"))


def words_of(path: str) -> str:
    """The words of an address's last telling part: `/el/help/hub-offline/` → `hub offline`."""
    for part in reversed(path.strip("/").split("/")):
        words = _WORD.findall(unquote(part, errors="ignore"))
        if words and part not in _OUR_PARTS and locales.resolve(part) is None:
            return " ".join(words[:_MOST_WORDS])
    return ""


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 where the machine is at fault; what was typed can be sent again.

    From settings alone: no database, no session, no context processor.
    """
    return _failed(request, sys.exception())


def _failed(request: HttpRequest, error: BaseException | None) -> HttpResponse:
    is_outage = outages.is_outage(error)
    status, code = (503 if is_outage else 500), _language(request)
    with translation.override(code):
        if _wants_data(request):
            data = {"error": gettext("Something went wrong.")}
            response: HttpResponse = JsonResponse(data, status=status)
        else:
            page = _broken_page(request, code, is_outage)
            response = in_place_of_the_page(request, HttpResponse(page, status=status))
    if is_outage:
        response.headers["Retry-After"] = "60"
    return unkept(response)


def _broken_page(request: HttpRequest, code: str, is_outage: bool) -> str:
    try:
        frame = language_frame(code, request.path) | {"is_bare": True}
        if request.method == "POST":
            frame |= typed_in(request) | {"is_unsaved": is_outage}
        return render_to_string("500.html", frame)
    except Exception:
        # Whatever broke the page may break its frame: then words alone.
        logger.exception("The error page itself failed")
        return _words_alone(code)


def _words_alone(code: str) -> str:
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Error</title>'
        f'<h1>Something went wrong.</h1><p><a href="/{code}/">Home</a></p></html>'
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without a valid token: shows what was typed, and resends what is ours."""
    may_resend = _is_token_trouble(reason) and request.headers.get(
        "Sec-Fetch-Site", "same-origin"
    ) in {"same-origin", "none"}
    with translation.override(_language(request)):
        context = typed_in(request) | {"may_resend": may_resend}
        response = render(request, "403_csrf.html", context, status=403)
    return unkept(response)


def _is_token_trouble(reason: str) -> bool:
    """Whether the form's origin was right and only its token was missing or too old."""
    return reason in {REASON_NO_CSRF_COOKIE, REASON_CSRF_TOKEN_MISSING} or reason.startswith(
        "CSRF token"
    )


def _page(request: HttpRequest, status: int, message: str, **context: Any) -> HttpResponse:
    with translation.override(_language(request)):
        if _wants_data(request):
            return JsonResponse({"error": message}, status=status)
        response = render(request, f"{status}.html", context, status=status)
    return unkept(response)


def _wants_data(request: HttpRequest) -> bool:
    return request.path_info.startswith("/api/") or not request.accepts("text/html")


def _language(request: HttpRequest) -> str:
    """The reader's language, also where the request failed before anybody asked for it."""
    code = locales.resolve(request.path_info.strip("/").partition("/")[0])
    return code or locales.negotiate(request.headers.get("Accept-Language", ""))
