"""What an address of a Zendesk help centre means.

`/hc/<locale>/articles/<number>-Any-title`, also without the language or the title, and the same of
sections, categories and files.
"""

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

FRONT = ""
_TEXT = re.compile(
    r"/hc(?:/(?P<locale>[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3}))?"
    r"/(?P<kind>articles|sections|categories)/(?P<key>\d{1,20})(?:-[^/]*)?(?:/.*)?",
    re.ASCII | re.DOTALL,
)
_FILE = re.compile(
    r"/hc(?:/(?P<locale>[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3}))?"
    r"/(?P<kind>article_attachments)/(?:token/)?(?P<key>[A-Za-z0-9]{1,40})(?:/.*)?",
    re.ASCII | re.DOTALL,
)
_FRONT = re.compile(r"/hc(?:/(?P<locale>[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3}))?/?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Old:
    """What is meant: of which kind (FRONT is the first page), by which number, in which language.

    `locale` is a tag as the help centre writes it, "" where the address has none; `part` is the
    heading that it leads to.
    """

    kind: str
    key: str = ""
    locale: str = ""
    part: str = ""


def of_path(path: str) -> Old | None:
    """What a path means; None if it is none of a help centre's that we know."""
    if match := _TEXT.fullmatch(path) or _FILE.fullmatch(path):
        return Old(match["kind"], match["key"], match["locale"] or "")
    if match := _FRONT.fullmatch(path):
        return Old(FRONT, locale=match["locale"] or "")
    return None


def host_of(address: object) -> str:
    """The host that an address names, "" for none."""
    try:
        return urlsplit(str(address or "")).netloc.lower()
    except ValueError:
        return ""


def of_address(address: str, hosts: frozenset[str]) -> Old | None:
    """What an address in a text means, if it is without a host or at one of these."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    if parts.netloc.lower() not in {"", *hosts} or (parts.scheme and not parts.netloc):
        return None
    old = of_path(unquote(parts.path))
    return old and Old(old.kind, old.key, old.locale, unquote(parts.fragment))
