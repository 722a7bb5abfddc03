"""Days, times and numbers in templates: see portal.cldr.

A time is a `<time>` with the exact moment in it. Where the page's reader has not chosen a zone,
`<local-time>` around it lets the browser tell it in the reader's own; without scripts it stays as
it is, with the site's zone named.
"""

from datetime import datetime, tzinfo
from functools import lru_cache

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from portal import cldr

register = template.Library()

register.filter("number", cldr.number)
register.filter("language", cldr.language)
register.filter("day", cldr.day)
register.filter("short_day", cldr.short_day)
register.filter("month", cldr.month)
register.simple_tag(cldr.days, name="days")


@register.simple_tag
def moment(at: datetime, css_class: str = "") -> SafeString:
    """Day and time."""
    return _drawn(at, cldr.moment(at), css_class, "exact", get_language(), *cldr.zone())


@register.simple_tag
def ago(at: datetime, css_class: str = "") -> SafeString:
    """How long ago it was; the exact time is shown by pointing at it."""
    return _drawn(at, cldr.ago(at), css_class, "relative", get_language(), *cldr.zone())


# A page of twenty posts tells twenty times, and each of them again when it is made anew.
@lru_cache(maxsize=2_048)
def _drawn(
    at: datetime,
    told: str,
    css_class: str,
    shown: str,
    _language: str | None,
    _zone: tzinfo,
    is_chosen: bool,
) -> SafeString:
    """A time as it is told in the language and the zone in force."""
    attribute = format_html(' class="{}"', css_class) if css_class else SafeString()
    exact = timezone.localtime(at).isoformat()
    time = format_html(
        '<time{} datetime="{}" title="{}">{}</time>', attribute, exact, cldr.moment(at), told
    )
    if is_chosen:
        return time
    return format_html(
        '<local-time data-shown="{}" lang="{}">{}</local-time>', shown, cldr.tag(), time
    )
