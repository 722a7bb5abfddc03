"""The answers of this room: "is this from you?", "that was too often", "no files here".

Each shows what was typed, ready to be sent again; so do the error pages, by the same words.
"""

import math
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.translation import gettext, ngettext

from portal import cldr
from portal.limits import origins
from portal.limits.errors import TooMany

# Never shown again, not even to who typed them. By the whole name: what is only called like a
# secret, as a block of code in an article, was typed to be read.
_SECRET = frozenset(
    {
        *("csrfmiddlewaretoken", "code", "password", "password1", "password2", "oldpassword"),
        "credential",
        *("old_password", "new_password1", "new_password2"),
    }
)


# What the forms of our own pages carry along unseen: sent again, and never shown as typed.
_UNSEEN = frozenset(
    {
        *("start", "key", "seen", "trail", "vote", "revision", "next", "back", "action"),
        *("tried", "so_far", "said", "before", "answered", "website", "market", "typed_by"),
    }
)


@dataclass(frozen=True, slots=True)
class Field:
    """One value that was posted; what was typed in words is shown, too."""

    name: str
    value: str

    @property
    def is_typed(self) -> bool:
        return self.name not in _UNSEEN and bool(self.value.strip())

    @property
    def is_text(self) -> bool:
        return self.is_typed and (" " in self.value or "\n" in self.value)


def posted_fields(request: HttpRequest) -> list[Field]:
    """What was typed, in its order, without tokens and passwords."""
    return [
        Field(_printable(name), _printable(value))
        for name, values in request.POST.lists()
        for value in values
        if isinstance(value, str) and name not in _SECRET
    ]


def typed_in(request: HttpRequest) -> dict[str, Any]:
    """What a page needs to show what was typed and to offer to send it again.

    It asks neither the database nor the session. A page of somebody else gets no such form.
    """
    return {
        "fields": posted_fields(request),
        "loses_file": bool(request.FILES),
        "action": request.get_full_path(),
        "may_resend": origins.is_from_here(request),
        "csrf_token": get_token(request),
    }


def _printable(text: str) -> str:
    return text.encode(errors="replace").decode().replace("\0", "")


def confirming_page(request: HttpRequest) -> HttpResponse:
    """Ask whether the post was meant; nothing has happened yet."""
    context = typed_in(request) | {"may_resend": True}
    return unkept(render(request, "limits/confirm.html", context))


def too_many_page(request: HttpRequest, too_many: TooMany) -> HttpResponse:
    """429, how long to wait, and what was typed, ready to be sent again."""
    reason = waiting_time(too_many)
    response: HttpResponse
    if request.accepts("text/html"):
        context = typed_in(request) | {"reason": reason}
        response = render(request, "limits/too_many.html", context, status=429)
    else:
        response = JsonResponse({"error": reason}, status=429)
    response.headers["Retry-After"] = str(too_many.seconds)
    return unkept(in_place_of_the_page(request, response))


def unexpected_file_page(request: HttpRequest) -> HttpResponse:
    """413, and what was typed beside the file, ready to be sent without it."""
    reason = gettext(
        "This page does not accept files, or the files were too large or too many. "
        "Nothing was saved."
    )
    response: HttpResponse
    if request.accepts("text/html"):
        context = typed_in(request) | {"reason": reason}
        response = render(request, "limits/unexpected_file.html", context, status=413)
    else:
        response = JsonResponse({"error": reason}, status=413)
    return unkept(response)


def waiting_time(too_many: TooMany) -> str:
    """A sentence that says when it can be tried again, for pages and forms."""
    minutes = math.ceil(too_many.seconds / 60)
    if minutes <= 1:
        return gettext("You have done this too often. Try again in a minute.")
    if minutes <= 90:
        return ngettext(
            "You have done this too often. Try again in %(n)s minute.",
            "You have done this too often. Try again in %(n)s minutes.",
            minutes,
        ) % {"n": cldr.number(minutes)}
    hours = math.ceil(minutes / 60)
    return ngettext(
        "You have done this too often. Try again in %(n)s hour.",
        "You have done this too often. Try again in %(n)s hours.",
        hours,
    ) % {"n": cldr.number(hours)}


def in_place_of_the_page(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Where a part of a page was to be swapped, show the answer in the place of all of it."""
    if request.headers.get("HX-Request"):
        response.headers["HX-Retarget"] = response.headers["HX-Reselect"] = "main"
        response.headers["HX-Reswap"] = "outerHTML show:window:top"
    return response


def unkept(response: HttpResponse) -> HttpResponse:
    """Kept nowhere: it may show what somebody typed."""
    response.headers["Cache-Control"] = "private, no-store"
    return response
