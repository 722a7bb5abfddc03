"""What an article changed, in words."""

from django import template
from django.utils.translation import gettext, pgettext

from portal import cldr
from portal.gaps.effects import Effect

register = template.Library()


@register.filter
def points(difference: float) -> str:
    """A difference of two shares in points, with its sign."""
    return gettext("%(change)s points") % {"change": _signed(difference)}


@register.simple_tag
def interval(effect: Effect) -> str:
    """The 95 % interval of the difference, from … to …."""
    low, high = map(_signed, effect.interval)
    between = pgettext("interval", "%(low)s to %(high)s") % {"low": low, "high": high}
    return gettext("%(change)s points") % {"change": between}


@register.filter
def percent(share: float) -> str:
    """A share as a percentage."""
    return cldr.percent(share)


def _signed(difference: float) -> str:
    size = cldr.number(abs(difference) * 100, places=1)
    is_nothing = size == cldr.number(0, places=1)
    return ("±" if is_nothing else "+" if difference > 0 else "−") + size
