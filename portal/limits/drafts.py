"""What is typed stays in the reader's tab until it has arrived: see <typed-draft>.

A tab keeps a draft by its form's address below the language's, so it is found in any language;
where the address is signed, by a name that its view gives.
What has arrived the browser is told by a cookie that the next page reads and takes away.
"""

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.urls import get_script_prefix

from portal import locales

COOKIE = "arrived"
ALL = "*"
"""In the cookie: every draft may go."""
_AGE = 3_600  # seconds


def name_of(address: str) -> str:
    """A draft's name: `/el/contact/` → `contact/`."""
    below = address.removeprefix(get_script_prefix())
    code, _, rest = below.partition("/")
    return rest if code in locales.codes() else below


def arrived(request: HttpRequest, response: HttpResponse, name: str) -> None:
    """Tell the browser that a draft is where it belongs and may go."""
    value = quote(name, safe="/*")
    response.set_cookie(COOKIE, value, _AGE, secure=request.is_secure(), samesite="Lax")


def is_told(response: HttpResponse) -> bool:
    """Whether the view itself has said what arrived."""
    return COOKIE in response.cookies
