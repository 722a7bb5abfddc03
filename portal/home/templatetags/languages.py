"""Words about languages for templates."""

from babel import Locale, UnknownLocaleError
from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal import locales

register = template.Library()


@register.filter
def language_name(code: str) -> str:
    """A language's own name, also for languages beyond the site's; else its code."""
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


@register.simple_tag(takes_context=True)
def text_lang(context: template.Context, code: str = "") -> SafeString:
    """` lang="…"` for a text in a language, the reader's by default, unless the page is in it."""
    reader = context["reader_locale"]
    code = code or reader.code
    return format_html(' lang="{}"', code) if code != reader.interface else SafeString()
