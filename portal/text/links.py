"""What leads elsewhere: links of a text, what mail programs and browsers make links of, and what
somebody typed as the way to a page.
"""

import re
import unicodedata
from html import unescape

from django.conf import settings
from django.utils.http import url_has_allowed_host_and_scheme

_HREF = re.compile(r'<a\s[^>]*?href="([^"]*)"')
_TAG = re.compile(r"<[^>]*>")
_HERE = re.compile(r"#|/(?![/\\])")
# What browsers leave out of an address.
_LEFT_OUT = re.compile(r"[\t\r\n]")
# What nobody sees between the letters of an address, and full stops of other scripts.
_DOTS = re.compile("[\u3002\uff61\u2024]")
_ENDINGS = (
    "ai app biz blog buzz club co com de dev dk eu fun gr id info io link live me mobi net no nu"
    " online org pro ru se shop site space store su tech to top tv uk vip website win xyz рф"
)
# A host is read from the beginning of its run of letters, dots and dashes, and a scheme is short:
# from each letter of a long run anew, the work would grow with the square of the text.
_HOST = r"(?<![\w.-])[\w.-]*[\w-]"
_TYPED = re.compile(
    r"[a-z][a-z0-9+-]{0,30}:[/\\]{2}\S*"  # any scheme, or its end
    r"|\bwww\d?\.\w\S*"
    rf"|{_HOST}\.[^\W\d_]{{2,}}/\w\S*"  # with a path
    rf"|{_HOST}\.(?:{'|'.join(_ENDINGS.split())})\b"
)


def is_page_here(address: str) -> bool:
    """Whether this is the path of a page of this site, whatever browsers make of it.

    They take a backslash for a slash and leave tabs out, so that what looks like a path may lead
    to another site.
    """
    return address.startswith("/") and url_has_allowed_host_and_scheme(address, None)


def as_browsers_read_it(address: str) -> str:
    """The same address; one that looks like a path and leads to another site says so."""
    if not address.startswith(("/", "\\")) or is_page_here(address):
        return address
    return f"https://{_LEFT_OUT.sub('', address).lstrip('/\\')}"


def links_elsewhere(text: str, html: str) -> frozenset[str]:
    """The addresses outside of this site that a text shows, as typed or as links of its HTML."""
    here = f"{settings.BASE_URL}/"
    marked = {unescape(address) for address in _HREF.findall(html)}
    # As typed and as shown: entities and marks may stand between the letters.
    read = f"{text}\n{unescape(_TAG.sub('', html))}"
    typed = _TYPED.findall(_as_read(read).replace(here.lower(), "/"))
    return frozenset(typed) | {
        address
        for address in marked
        if not (_HERE.match(address) or address.startswith(here) or not address)
    }


def _as_read(text: str) -> str:
    seen = "".join(one for one in text if unicodedata.category(one) != "Cf")
    return _DOTS.sub(".", unicodedata.normalize("NFKC", seen).lower())
