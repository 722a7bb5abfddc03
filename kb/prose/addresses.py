"""Which addresses a link may have, and their one form.

Addresses that run or open something by themselves keep a file out. Others that a browser may not
know (`apt:`, `help:`) are kept as they are: what readers are shown is decided by the sanitiser.
"""

import re
from urllib.parse import quote, unquote

from django.core.exceptions import ValidationError
from markdown_it.common.normalize_url import normalizeLink

from kb import identifiers
from kb.prose.nodes import Link
from portal.text.policy import POLICIES

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
DANGEROUS = frozenset(
    {"about", "blob", "data", "file", "filesystem", "javascript", "vbscript", "view-source"}
)
_HIDDEN = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\ufeff]+")


class AddressError(ValueError):
    """The link leads nowhere or runs something; the message says which."""


def parse(href: str) -> Link:
    """The link behind an address in a file; raises AddressError."""
    if href.startswith("article:"):
        return Link("article", article_id(href), unquote(href.partition("#")[2]).strip())
    scheme = _SCHEME.match(_HIDDEN.sub("", unquote(href)))
    if scheme and scheme[1].lower() in DANGEROUS:
        raise AddressError(f"a link must not begin with “{scheme[1]}:”")
    if not scheme and not href.startswith(("/", "#")):
        raise AddressError(
            f"the link “{href[:80]}” leads nowhere; write article:ID for another article"
        )
    return Link("url", str(normalizeLink(href)))


def unknown_scheme(address: str) -> str:
    """The scheme of an address that readers are not shown as a link, "" if they are."""
    scheme = _SCHEME.match(address)
    return scheme[1] if scheme and scheme[1].lower() not in POLICIES["article"].schemes else ""


def article_id(href: str) -> str:
    """The id in an `article:ID` address; raises AddressError if it cannot be one."""
    family = href.removeprefix("article:").partition("#")[0]
    try:
        identifiers.validate_slug(family)
    except ValidationError as error:
        raise AddressError(f"“{href[:80]}” is not the address of an article") from error
    return family


def write(link: Link) -> str:
    """The address of a link as files say it."""
    if link.kind != "article":
        return link.target
    return f"article:{link.target}#{quote(link.part)}" if link.part else f"article:{link.target}"
