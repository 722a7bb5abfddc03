"""Markets are countries (ISO 3166-1 alpha-2). A market is not a language."""

import re

from babel import Locale
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_FORM = re.compile(r"[A-Z]{2}", re.ASCII)


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


def name(code: str, language: str) -> str:
    """The country's name in a language; the code itself where there is none."""
    return str(Locale.parse(language, sep="-").territories.get(code, code))
