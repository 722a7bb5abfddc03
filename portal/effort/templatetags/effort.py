"""Numbers of the report in words: shares, ratios, changes and times."""

from datetime import timedelta

from django import template
from django.utils.translation import gettext, ngettext, pgettext

from kb.links import article_url
from portal import cldr
from portal.effort.report import Cell

register = template.Library()


register.filter("article_address", article_url)


@register.filter
def percent(share: float | None) -> str:
    """A share as a percentage with one decimal."""
    if share is None:
        return "–"
    return cldr.percent(share)


@register.simple_tag
def cell_value(cell: Cell) -> str:
    """The figure itself."""
    if cell.definition.form == "ratio":
        return _ratio(cell.value) if cell.count.denominator else "–"
    return percent(cell.value)


@register.simple_tag
def cell_interval(cell: Cell) -> str:
    """The 95 % interval, from … to …."""
    if cell.interval is None:
        return ""
    show = _ratio if cell.definition.form == "ratio" else percent
    low, high = (show(bound) for bound in cell.interval)
    return pgettext("interval", "%(low)s to %(high)s") % {"low": low, "high": high}


@register.simple_tag
def cell_change(cell: Cell) -> str:
    """The change against the period before, with its sign."""
    if cell.change is None:
        return ""
    sign = "+" if cell.change > 0 else "−" if cell.change < 0 else "±"
    size = abs(cell.change)
    if cell.definition.form == "ratio":
        return sign + _decimal(size)
    points = _decimal(size * 100)
    return gettext("%(change)s points") % {"change": sign + points}


@register.filter
def duration(time: timedelta | None) -> str:
    """A time in its greatest fitting unit."""
    if time is None:
        return "–"
    minutes = round(time.total_seconds() / 60)
    if minutes < 120:
        return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": cldr.number(minutes)}
    hours = round(minutes / 60)
    if hours < 72:
        return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": cldr.number(hours)}
    days = round(hours / 24)
    return ngettext("%(n)s day", "%(n)s days", days) % {"n": cldr.number(days)}


def _ratio(value: float | None) -> str:
    return "–" if value is None else f"{_decimal(value)} : 1"


def _decimal(number: float) -> str:
    return cldr.number(number, places=1)
