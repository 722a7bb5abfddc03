"""Which language an address is in, what a page may do, and input that nobody can read."""

import re
from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.db import DataError
from django.db.models import ProtectedError, RestrictedError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirect
from django.urls import get_script_prefix, is_valid_path
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.csp import CSP
from django.utils.datastructures import MultiValueDictKeyError

from portal import locales, tools
from portal.home import errors
from portal.languages import admin_tag

GetResponse = Callable[[HttpRequest], HttpResponse]

DOCUMENTS = f"{tools.ADDRESS}documents/"
LONGEST = 4_000
_FIRST = re.compile(r"/([^/]*)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_UNREADABLE = re.compile(r"[\x00\ud800-\udfff]")


class LanguageMiddleware:
    """Takes the reader's language from the address, else from Accept-Language.

    Never from a cookie: a page's language is part of its address. `/no/…`, `/EL/…`, `/id_ID/…`
    lead to the language they mean, `/help/…` to the same address in the reader's language.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        prefix = first_part(request)
        if prefix in locales.codes():
            return self._in_language(request, prefix)
        if code := locales.resolve(prefix):
            return _moved(request, code, request.get_full_path_info()[len(prefix) + 1 :])
        code = locales.negotiate(request.headers.get("Accept-Language", ""))
        if _lacks_language(request.path_info, code):
            response = _moved(request, code, request.get_full_path_info())
        else:
            response = self._in_language(request, code)
        patch_vary_headers(response, ("Accept-Language",))
        return response

    def _in_language(self, request: HttpRequest, code: str) -> HttpResponse:
        # The editors' pages have words alone, no text for readers, and Wagtail's are among them.
        is_tool = tools.are_asked_for(request)
        translation.activate(admin_tag(locales.get(code).interface) if is_tool else code)
        request.LANGUAGE_CODE = code
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", translation.get_language() or code)
        return response


def first_part(request: HttpRequest) -> str:
    """The first part of the address's path."""
    match = _FIRST.match(request.path_info)
    return match[1] if match else ""


def _lacks_language(path: str, code: str) -> bool:
    """Whether an address means something only below a language's prefix."""
    with translation.override(code):
        below = f"/{code}{path}"
        if is_valid_path(path):
            return False
        return bool(is_valid_path(below) or is_valid_path(f"{below}/"))


def _moved(request: HttpRequest, code: str, rest: str) -> HttpResponse:
    address = f"{get_script_prefix()}{code}{rest or '/'}"
    return HttpResponseRedirect(address, preserve_request=request.method not in {"GET", "HEAD"})


class PermissionsPolicyMiddleware:
    """Says on every answer, static files among them, which of a browser's abilities are denied."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        denied = ", ".join(f"{ability}=()" for ability in settings.PERMISSIONS_POLICY)
        response.headers.setdefault("Permissions-Policy", denied)
        return response


class ToolsPolicyMiddleware:
    """Gives the editors' pages the looser policy that Wagtail needs, and nothing else.

    Stands inside Django's middleware for the policy and for frames, which leave alone what is set.
    A preview has been through all middleware as the page it shows: it keeps that page's strict
    policy, but may stand in the editor's frame. Documents keep the policy they are served with.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_document = request.path_info.startswith(DOCUMENTS)
        if tools.are_asked_for(request) and not is_document:
            is_preview = bool(response.headers.pop(str(CSP.HEADER_ENFORCE), ""))
            response._csp_config = (  # type: ignore[attr-defined]
                settings.PREVIEW_CSP if is_preview else settings.TOOLS_CSP
            )
            response.headers["X-Frame-Options"] = "SAMEORIGIN"
        return response


class WordlessRefusalMiddleware:
    """Gives Django's empty answer to a wrong method (405) the words of a page."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or response.content:
            return response
        answer = errors.not_allowed(request)
        answer.headers["Allow"] = response.headers["Allow"]
        return answer


class UnreadableInputMiddleware:
    """Answers what no address has with 404, and input that breaks a view with 400.

    No address of ours has control characters, or is so long that it may hold a number that
    Python refuses to read.

    A view that cleans what it reads never notices; one that hands a NUL or half a character
    to the database, looks for a field that was not sent, or opens a file as the picture that its
    name says, would otherwise fail.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if len(request.path_info) > LONGEST or _CONTROL.search(request.path_info):
            raise Http404
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        is_unreadable = (
            # A field that every form of ours has.
            isinstance(exception, MultiValueDictKeyError)
            or (isinstance(exception, (ValueError, OverflowError, DataError)) and _is_odd(request))
            or _is_broken_picture(request, exception)
        )
        return errors.bad_request(request, exception) if is_unreadable else None


class StillNeededMiddleware:
    """Answers 409 to who deletes what other things belong to, wherever the editors do it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        is_needed = isinstance(exception, (ProtectedError, RestrictedError))
        return errors.still_needed(request) if is_needed else None


def _is_broken_picture(request: HttpRequest, exception: Exception) -> bool:
    """What Pillow says of an uploaded file; errors of the machine have a number."""
    is_numberless = isinstance(exception, OSError) and exception.errno is None
    return is_numberless and bool(request.FILES)


def _is_odd(request: HttpRequest) -> bool:
    values = (
        text
        for data in (request.GET, request.POST)
        for name, texts in data.lists()
        for text in (name, *texts)
    )
    return any(isinstance(text, str) and _UNREADABLE.search(text) for text in values)
