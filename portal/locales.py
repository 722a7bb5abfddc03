"""The site's languages: code, own name, direction, aliases and fallback chain.

Everything that must know a language asks here; what there is to know is one setting, read by
`portal.languages`. `direction` knows languages that the site has not, too.
"""

import re
from collections.abc import Collection
from functools import lru_cache

from babel.core import get_global
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation.trans_real import parse_accept_lang_header

from portal import languages
from portal.languages import Direction
from portal.languages import Locale as Locale

CONTENT: tuple[Locale, ...] = settings.CONTENT_LANGUAGES
"""All of them, in the order they are offered."""

DEFAULT = CONTENT[0].code

_BY_CODE = {locale.code: locale for locale in CONTENT}
_BY_TAG = _BY_CODE | {alias: locale for locale in CONTENT for alias in locale.aliases}
_TAG = re.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]{1,8}){0,4}", re.ASCII | re.IGNORECASE)


def codes() -> tuple[str, ...]:
    """The codes of all languages, in the order they are offered."""
    return tuple(_BY_CODE)


def are_all(some: Collection[str]) -> bool:
    """Whether these are all languages of the site."""
    return set(codes()) <= {*some}


def choices() -> list[tuple[str, str]]:
    """All languages as a form offers them, by their own names."""
    return [(locale.code, locale.name) for locale in CONTENT]


def default() -> str:
    """The site's first language. A function: a model that names it is the same at every site."""
    return DEFAULT


def get(code: str) -> Locale:
    """The language with exactly this code; raises KeyError for any other."""
    return _BY_CODE[code]


def resolve(tag: str) -> str | None:
    """The language of the site that a tag means (`id_ID`, `nn-NO`, `EL`), if any.

    The nearest: `pt-PT` is `pt` where there is that, else `pt-br`; `zh-TW` is `zh-hant`.
    """
    return _resolved(tag) if _TAG.fullmatch(tag) else None


@lru_cache(maxsize=1_000)
def _resolved(tag: str) -> str | None:
    parts = languages.normal(tag).split("-")
    nearer = ["-".join(parts[:end]) for end in range(len(parts), 1, -1)]
    for one in (*nearer, _with_script(parts), parts[0]):
        if locale := _BY_TAG.get(one):
            return locale.code
    return next((code for code in _BY_CODE if code.partition("-")[0] == parts[0]), None)


def _with_script(parts: list[str]) -> str:
    """`zh-tw` → `zh-hant`: what a language is written in there."""
    tag = "_".join((parts[0], *(part.upper() for part in parts[1:2])))
    _, _, rest = str(get_global("likely_subtags").get(tag, "")).partition("_")
    return f"{parts[0]}-{rest.partition('_')[0].lower()}"


def nearest(tag: str) -> str:
    """The same, or the site's first language: what was stored may be none of the site's by now."""
    return resolve(tag) or DEFAULT


def in_force() -> str:
    """The reader's language: the one that this page, or this mail, is for."""
    return nearest(get_language() or "")


def negotiate(accept_language: str) -> str:
    """The best language for an Accept-Language header (RFC 9110, 12.5.4)."""
    for tag, _quality in parse_accept_lang_header(accept_language.lower()):
        if code := resolve(tag):
            return code
    return DEFAULT


def fallback_chain(code: str) -> tuple[str, ...]:
    """The languages to look for a text in, the reader's own first, each once."""
    locale = _BY_CODE.get(code)
    return (code, *(locale.fallback if locale else (DEFAULT,)))


def direction(tag: str) -> Direction:
    """The writing direction of any language tag; left-to-right when unknown."""
    locale = _BY_CODE.get(tag)
    return locale.direction if locale else languages.direction(tag)
