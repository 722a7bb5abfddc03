"""The parts of a page's frame: the same on every page with that frame, so each is drawn once."""

from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

register = template.Library()

_READ = (
    "site_name",
    "site_logo",
    "theme_url",
    "reader_locale",
    "language_links",
    "front_url",
    "is_demo",
    "legal_links",
    "ways_in",
    "countries",
    "chosen_country",
    "here",
)


@register.simple_tag(takes_context=True)
def frame_part(context: template.Context, name: str) -> SafeString:
    """A template that reads nothing but the frame (portal.home.context)."""
    values = [context.get(one) for one in _READ]
    if any("?" in link.url for link in context.get("language_links") or ()):
        # What somebody typed is in it: seldom the same again, and as long as they please.
        return _draw(name, *values)
    return _drawn(name, get_language(), *values)


@lru_cache(maxsize=500)
def _drawn(name: str, _language: str, *values: Any) -> SafeString:
    return _draw(name, *values)


def _draw(name: str, *values: Any) -> SafeString:
    return mark_safe(get_template(name).render(dict(zip(_READ, values, strict=True))))
