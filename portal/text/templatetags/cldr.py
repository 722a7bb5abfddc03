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
register.filter("day", cldr.day)
register.filter("short_day", cldr.short_day)


@register.simple_tag
def moment(at: datetime, css_class: str = "") -> SafeString:
    """Day and time."""
    told = cldr.moment(at)
    return _local("exact", format_html(_TIME, css_class, _exact(at), told, told))


@register.simple_tag
def ago(at: datetime, css_class: str = "") -> SafeString:
    """How long ago it was; the exact time is shown by pointing at it."""
    time = format_html(_TIME, css_class, _exact(at), cldr.moment(at), cldr.ago(at))
    return _local("relative", time)


_TIME = '<time class="{}" datetime="{}" title="{}">{}</time>'


def _exact(at: datetime) -> str:
    return timezone.localtime(at).isoformat()


def _local(shown: str, time: SafeString) -> SafeString:
    if cldr.zone_is_chosen():
        return time
    return format_html(
        '<local-time data-shown="{}" lang="{}">{}</local-time>', shown, cldr.tag(), time
    )
