"""Words about languages for templates."""

from babel import Locale, UnknownLocaleError
from django import template

from portal import locales

register = template.Library()


@register.filter
def language_name(code: str) -> str:
    """A language's own name, also for languages beyond the interface's; else its code."""
    try:
        return locales.get(code).name
    except KeyError:
        pass
    try:
        return Locale.parse(code, sep="-").get_display_name() or code
    except (UnknownLocaleError, ValueError):
        return code


@register.filter
def direction_of(code: str) -> str:
    """`ltr` or `rtl` for a language tag."""
    return locales.direction(code)
