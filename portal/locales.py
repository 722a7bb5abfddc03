"""The interface languages: code, own name, direction, aliases and fallback chain.

This is the lowest room of the house: it imports nothing of ours, and everything that must know a
language asks here. Content may be in more languages than these; `direction` knows those too.
"""

import re
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import get_language
from django.utils.translation.trans_real import parse_accept_lang_header

Direction = Literal["ltr", "rtl"]


@dataclass(frozen=True, slots=True)
class Locale:
    """An interface language.

    `aliases` are tags that readers and other systems use for it; `fallback` lists, best first,
    the languages its readers can be offered when a text does not exist in it.
    """

    code: str
    name: str
    direction: Direction
    aliases: tuple[str, ...] = ()
    fallback: tuple[str, ...] = ("en",)


DEFAULT = "en"

INTERFACE = (
    Locale("en", "English", "ltr", fallback=()),
    Locale("nb", "Norsk bokmål", "ltr", ("no", "nn"), ("da", "sv", "en")),
    Locale("da", "Dansk", "ltr", (), ("nb", "sv", "en")),
    Locale("sv", "Svenska", "ltr", (), ("nb", "da", "en")),
    Locale("el", "Ελληνικά", "ltr", ("gr",)),
    Locale("id", "Bahasa Indonesia", "ltr", ("in",)),
    Locale("ar", "العربية", "rtl"),
)

# Right-to-left languages (ISO 639 codes of living languages written in Arabic, Hebrew, Thaana or
# Syriac script), for content beyond the interface languages.
_RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi"}
)

_BY_CODE = {locale.code: locale for locale in INTERFACE}
_BY_TAG = _BY_CODE | {alias: locale for locale in INTERFACE for alias in locale.aliases}
_TAG = re.compile(r"^[a-z]{2,3}(?:[-_][a-z0-9]{1,8}){0,4}$", re.ASCII | re.IGNORECASE)


def codes() -> tuple[str, ...]:
    """The codes of all interface languages, in the order they are offered."""
    return tuple(_BY_CODE)


def get(code: str) -> Locale:
    """The interface language with exactly this code; raises KeyError for any other."""
    return _BY_CODE[code]


def resolve(tag: str) -> str | None:
    """The interface language that a language tag means (`id_ID`, `nn-NO`, `EL`), if any."""
    if not _TAG.match(tag):
        return None
    locale = _BY_TAG.get(re.split("[-_]", tag.lower(), maxsplit=1)[0])
    return locale.code if locale else None


def in_force() -> str:
    """The interface language that this page, or this mail, is being written in."""
    return resolve(get_language() or "") or DEFAULT


def negotiate(accept_language: str) -> str:
    """The best interface language for an Accept-Language header (RFC 9110, 12.5.4)."""
    for tag, _quality in parse_accept_lang_header(accept_language.lower()):
        if code := resolve(tag):
            return code
    return DEFAULT


def fallback_chain(code: str) -> tuple[str, ...]:
    """The languages to look for a text in, the reader's own first, each once."""
    locale = _BY_CODE.get(code)
    return (code, *(locale.fallback if locale else (DEFAULT,)))


def direction(tag: str) -> Direction:
    """The writing direction of a language tag; left-to-right when unknown."""
    return "rtl" if re.split("[-_]", tag.lower(), maxsplit=1)[0] in _RIGHT_TO_LEFT else "ltr"
