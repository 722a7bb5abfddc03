"""Days, times and numbers in templates: see portal.cldr.

A time is a `<time>` with the exact moment in it. Where the page's reader has not chosen a zone,
`<local-time>` around it lets the browser tell it in the reader's own; without scripts it stays as
it is, with the site's zone named.
"""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

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
    return _local("exact", _time(at, cldr.moment(at), css_class))


@register.simple_tag
def ago(at: datetime, css_class: str = "") -> SafeString:
    """How long ago it was; the exact time is shown by pointing at it."""
    return _local("relative", _time(at, cldr.ago(at), css_class))


def _time(at: datetime, told: str, css_class: str) -> SafeString:
    attribute = format_html(' class="{}"', css_class) if css_class else SafeString()
    exact = timezone.localtime(at).isoformat()
    return format_html(
        '<time{} datetime="{}" title="{}">{}</time>', attribute, exact, cldr.moment(at), told
    )


def _local(shown: str, time: SafeString) -> SafeString:
    if cldr.zone_is_chosen():
        return time
    return format_html(
        '<local-time data-shown="{}" lang="{}">{}</local-time>', shown, cldr.tag(), time
    )
