"""What is typed stays in the reader's tab until it has arrived: see <typed-draft>.

A tab keeps a draft by its form's address below the language's, so it is found in any language;
where the address is signed, by a name that its view gives. It is shown to whoever typed it: what a
member typed to that account alone, what a guest typed to whoever signs in there.
What has arrived the browser is told by a cookie that the next page reads and takes away.
"""

import re
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.urls import get_script_prefix
from django.utils.crypto import salted_hmac

from portal import locales
from portal.actors import Actor

COOKIE = "arrived"
ALL = "*"
"""In the cookie: every draft may go."""
_AGE = 3_600  # seconds
_WRITER = re.compile(r"[0-9a-f]{32}", re.ASCII)


def writer_of(actor: Actor) -> str:
    """Whose a draft is, in a word that names nobody; "" for a guest's."""
    return "" if actor.account is None else writer(actor.account.pk)


def writer(account: int) -> str:
    """The same of an account, by its number."""
    return salted_hmac("portal.limits.drafts", str(account), algorithm="sha256").hexdigest()[:32]


def is_writer(said: str) -> bool:
    """Whether what a form says can be such a word: anybody may send anything, of any length."""
    return _WRITER.fullmatch(said) is not None


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
