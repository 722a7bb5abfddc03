"""The time zones as a form offers them: some first, by their cities, the others on demand."""

from functools import cache

from babel.core import get_global
from django.utils import timezone
from django.utils.translation import gettext

from portal import cldr
from portal.accounts import time_zones

# The world, and nowhere that is known.
_NOBODYS = frozenset({None, "001", "ZZ"})

type Choices = list[tuple[str, str]]


def first(chosen: str) -> Choices:
    """None, the 24 that are offered first, and the one that was chosen already."""
    zones = dict.fromkeys(time_zones.FIRST)
    if time_zones.is_known(chosen):
        zones[chosen] = None
    return [("", gettext("The time zone of my device")), *_told(zones)]


def others() -> Choices:
    """Each other place once, by its name in the language in force."""
    told = _told(_places() - set(time_zones.FIRST))
    return [("", gettext("As chosen above")), *sorted(told, key=lambda one: one[1])]


def _told(zones: dict[str, None] | frozenset[str]) -> Choices:
    now = timezone.now()
    return [(zone, cldr.zone_choice(zone, now)) for zone in zones]


@cache
def _places() -> frozenset[str]:
    """The zones of places, each under one name: no second names, none such as Etc/GMT+5."""
    known, territories = set(time_zones.known()), get_global("zone_territories")
    return frozenset(zone for zone in known if territories.get(zone) not in _NOBODYS)
