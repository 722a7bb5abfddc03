"""Markets are countries (ISO 3166-1 alpha-2). A market is not a language.

What is meant for some markets names them; what names none is for all. Texts for another market
than the reader's come after the others, and are marked; nothing is ever hidden for it.
"""

import re
from collections.abc import Collection
from datetime import timedelta
from functools import cache

from babel import Locale, UnknownLocaleError
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.cookies import LastingCookie

CHOICE = LastingCookie("market", kept=timedelta(days=365))
"""A reader's choice. Set by choosing a country and by nothing else."""
_FORM = re.compile(r"[A-Z]{2}", re.ASCII)


def typed(code: str) -> str:
    """A code as it is kept, in whatever case somebody typed it: but "ß" is no "SS"."""
    code = code.strip()
    return code.upper() if code.isascii() else code


def is_market(code: str) -> bool:
    """Whether this is the code of a country or territory."""
    return bool(_FORM.fullmatch(code)) and code in Locale("en").territories


def validate_market(code: str) -> None:
    """Raise ValidationError unless the value is a country's code."""
    if not is_market(code):
        raise ValidationError(
            _("“%(code)s” is not the two-letter code of a country."),
            code="invalid",
            params={"code": code},
        )


def validate_markets(value: object) -> None:
    """Raise ValidationError unless the value is a list of countries' codes."""
    if not isinstance(value, list):
        raise ValidationError(_("Enter a list of country codes."), code="invalid")
    for code in value:
        validate_market(str(code))


def in_line(text: str) -> list[str]:
    """The codes of a line with commas between, each once; raises ValidationError for others."""
    found = list(dict.fromkeys(filter(None, map(typed, text.split(",")))))
    for code in found:
        validate_market(code)
    return found


def name(code: str, language: str) -> str:
    """The country's name in a language; the code itself where there is none."""
    return str(_cldr(language).territories.get(code, code))


def is_elsewhere(meant_for: Collection[str], market: str) -> bool:
    """Whether what is meant for these is for other markets than a reader's ("" for no choice)."""
    return bool(market and meant_for) and market not in meant_for


def told(meant_for: Collection[str], market: str) -> tuple[str, ...]:
    """The markets to mark a text with: none where it is for all, or for the reader's."""
    return () if market in meant_for else tuple(meant_for)


@cache
def _cldr(language: str) -> Locale:
    """The language's rules; English ones for a language that CLDR does not know."""
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")
