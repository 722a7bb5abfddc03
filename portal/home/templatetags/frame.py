"""The parts of a page's frame: the same on every page with that frame, so each is drawn once."""

from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from portal.home.style_sheets import linked

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
    "section",
)


@register.simple_tag(takes_context=True)
def frame_part(context: template.Context, name: str, reads: str | None = None) -> SafeString:
    """A template that reads nothing but the frame (portal.home.context).

    `reads` names all of it that the template reads, if that is not the same for each address.
    """
    read = _READ if reads is None else tuple(reads.split())
    values = tuple((one, context.get(one)) for one in read)
    links = context.get("language_links") or () if "language_links" in read else ()
    if any("?" in link.url for link in links):
        # What somebody typed is in it: seldom the same again, and as long as they please.
        return _draw(name, values)
    return _drawn(name, get_language(), values)


@register.simple_tag
def style_sheets() -> tuple[str, ...]:
    """The files of the looks of every page."""
    return linked()


@lru_cache(maxsize=500)
def _drawn(name: str, _language: str, values: tuple[tuple[str, Any], ...]) -> SafeString:
    return _draw(name, values)


def _draw(name: str, values: tuple[tuple[str, Any], ...]) -> SafeString:
    return mark_safe(get_template(name).render(dict(values)))
