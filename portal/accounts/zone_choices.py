"""The time zones as a form offers them: some first, by their cities, the others on demand."""

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache, lru_cache

from babel.core import get_global
from django.utils import timezone
from django.utils.translation import gettext

from portal import cldr
from portal.accounts import time_zones

# Nowhere do clocks change within a quarter of an hour.
_QUARTER = 900
# Of each place in some languages.
_MOST_KEPT = 5_000
# The world, and nowhere that is known.
_NOBODYS = frozenset({None, "001", "ZZ"})

type Choices = list[tuple[str, str]]


def first(chosen: str) -> Choices:
    """None, the 24 that are offered first, and the one that was chosen already."""
    zones = [*time_zones.FIRST]
    if time_zones.is_known(chosen) and chosen not in zones:
        zones.append(chosen)
    return [("", gettext("The time zone of my device")), *_told(tuple(zones))]


def others() -> Choices:
    """Each other place once, by its name in the language in force."""
    told = _told(_places() - set(time_zones.FIRST))
    return [("", gettext("As chosen above")), *sorted(told, key=lambda one: one[1])]


def _told(zones: Iterable[str]) -> Choices:
    quarter = int(timezone.now().timestamp()) // _QUARTER * _QUARTER
    language = str(cldr.locale())
    return [(zone, _name(zone, language, quarter)) for zone in zones]


@lru_cache(maxsize=_MOST_KEPT)
def _name(zone: str, _language: str, second: int) -> str:
    """At a moment; kept, since to name some hundreds takes a tenth of a second."""
    return cldr.zone_choice(zone, datetime.fromtimestamp(second, UTC))


@cache
def _places() -> frozenset[str]:
    """The zones of places, each under one name: no second names, none such as Etc/GMT+5."""
    known, territories = set(time_zones.known()), get_global("zone_territories")
    return frozenset(zone for zone in known if territories.get(zone) not in _NOBODYS)
