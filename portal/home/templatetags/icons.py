"""`{% icon "name" %}`: a sign of the sprite, for the eye alone. Every template knows it."""

from functools import lru_cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def icon(name: str, css_class: str = "") -> SafeString:
    """The sign of this name; a page has many of them, so each is put together once."""
    return _icon(name, css_class)


@lru_cache(maxsize=128)
def _icon(name: str, css_class: str) -> SafeString:
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        f"icon {css_class}".strip(),
        static("portal/icons/sprite.svg"),
        name,
    )
