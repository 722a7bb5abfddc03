"""Numbers of the report in words: shares, ratios, changes and times."""

from datetime import timedelta

from django import template
from django.urls import reverse
from django.utils.translation import gettext, ngettext, pgettext
from django.utils.translation import gettext_lazy as _

from kb.links import article_url
from portal import cldr, locales, markets
from portal.effort.cells import Cell
from portal.effort.changes import Difference
from portal.effort.contact_rate import ContactRate
from portal.effort.figures import Figure
from portal.effort.saved import Spared
from portal.effort.times import Time

register = template.Library()
_PARTS = ("numerator", "denominator")
_GOOD = {
    "up": _("More is better."),
    "down": _("Less is better."),
    "": _("Neither direction is better."),
}

register.filter("article_address", article_url)


@register.filter
def figure_address(figure: Figure, query: str = "") -> str:
    """Where a figure is defined, and told group by group: of a time, below on the report."""
    if not figure.is_compared:
        return f"#figure-{figure.key}"
    address = reverse("effort_figure", args=[figure.key])
    return f"{address}?{query}" if query else address


@register.filter
def country(code: str) -> str:
    """A market by its name in the reader's language."""
    return markets.name(code, locales.in_force())


@register.filter
def percent(share: float | None) -> str:
    """A share as a percentage with one decimal."""
    if share is None:
        return "–"
    return cldr.percent(share)


@register.simple_tag
def cell_value(cell: Cell) -> str:
    """The figure itself; of so few that a share would only look exact, the count."""
    if cell.is_told_as_count:
        count = {name: cldr.number(getattr(cell.count, name)) for name in _PARTS}
        return gettext("%(numerator)s of %(denominator)s") % count
    return "–" if cell.value is None else _shown(cell, cell.value)


@register.simple_tag
def cell_level(cell: Cell, value: float) -> str:
    """Another value of the same figure: a level in its drawing."""
    return _shown(cell, value)


@register.simple_tag
def cell_interval(cell: Cell) -> str:
    """The 95 % interval, from … to …."""
    return _from_to(*(_shown(cell, bound) for bound in cell.interval)) if cell.interval else ""


@register.simple_tag
def cell_change(cell: Cell) -> str:
    """The change against the period before, that it is no clear one, or nothing."""
    change = cell.change
    if change is None:
        return ""
    return change_words(change) if change.is_clear else gettext("no clear change")


@register.filter
def change_words(change: Difference) -> str:
    """How much, with the interval of the difference."""
    if change.is_factor:
        size, *bounds = (f"× {_decimal(one, 2)}" for one in (change.size, change.low, change.high))
    else:
        size, *bounds = (_points(one) for one in (change.size, change.low, change.high))
        size = gettext("%(change)s points") % {"change": size}
    return f"{size} ({_from_to(*bounds)})"


@register.filter
def good_words(good: str) -> str:
    """Which direction is good news, "up", "down" or "" for neither."""
    return str(_GOOD[good])


@register.filter
def duration(time: timedelta | None) -> str:
    """A time in its greatest fitting unit."""
    if time is None:
        return "–"
    hours = round(time / timedelta(hours=1))
    if hours < 72:
        return hours_of(time)
    days = round(hours / 24)
    return ngettext("%(n)s day", "%(n)s days", days) % {"n": cldr.number(days)}


def hours_of(time: timedelta) -> str:
    """A time in minutes or hours: nobody works all the hours of a day."""
    minutes = round(time / timedelta(minutes=1))
    if minutes < 120:
        return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": cldr.number(minutes)}
    hours = round(minutes / 60)
    return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": cldr.number(hours)}


@register.simple_tag
def time_value(time: Time) -> str:
    """The median."""
    return "–" if time.median is None else _waited(time, time.median)


@register.simple_tag
def time_before(time: Time) -> str:
    """The median of the period before; nothing where nobody waited."""
    return "" if time.median_before is None else _waited(time, time.median_before)


@register.simple_tag
def time_interval(time: Time) -> str:
    """The 95 % interval of the median, from … to …."""
    return _from_to(*(_waited(time, bound) for bound in time.interval)) if time.interval else ""


@register.simple_tag
def spared_time(spared: Spared) -> str:
    """The time of work that was saved."""
    return hours_of(spared.time)


@register.simple_tag
def spared_interval(spared: Spared) -> str:
    """Its 95 % interval, from … to …."""
    return _from_to(*map(hours_of, spared.interval)) if spared.interval else ""


@register.simple_tag
def rate_interval(rate: ContactRate) -> str:
    """The 95 % interval of a contact rate, from … to …."""
    return _from_to(*map(_decimal, rate.interval)) if rate.interval else ""


def _waited(time: Time, waited: timedelta) -> str:
    return hours_of(waited) if time.in_support_hours else duration(waited)


def _shown(cell: Cell, value: float) -> str:
    if cell.figure.form == "rate":
        return percent(value)
    return f"{_decimal(value)} : 1" if cell.figure.form == "ratio" else _decimal(value)


def _from_to(low: str, high: str) -> str:
    return pgettext("interval", "%(low)s to %(high)s") % {"low": low, "high": high}


def _points(share: float) -> str:
    sign = "+" if share > 0 else "−" if share < 0 else "±"
    return sign + _decimal(abs(share) * 100)


def _decimal(number: float, places: int = 1) -> str:
    return cldr.number(number, places=places)
