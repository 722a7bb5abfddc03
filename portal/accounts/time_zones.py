"""The time zones that a person may choose, and those that are offered first.

The settings read this, so nothing here may need them.
"""

from functools import cache
from zoneinfo import available_timezones

FIRST = (
    *("Pacific/Honolulu", "America/Anchorage", "America/Los_Angeles", "America/Denver"),
    *("America/Chicago", "America/New_York", "America/Halifax", "America/Sao_Paulo"),
    *("Atlantic/Azores", "UTC", "Europe/London", "Europe/Berlin", "Europe/Athens"),
    *("Africa/Cairo", "Asia/Riyadh", "Asia/Dubai", "Asia/Karachi", "Asia/Kolkata"),
    *("Asia/Dhaka", "Asia/Jakarta", "Asia/Shanghai", "Asia/Tokyo", "Australia/Sydney"),
    "Pacific/Auckland",
)
"""One for each hour that many people live by, from west to east."""

# Names that hosts have and browsers refuse: each would be an error in somebody's page.
_NOWHERE = frozenset({"Factory", "localtime"})


@cache
def _all() -> frozenset[str]:
    return frozenset(available_timezones() - _NOWHERE)


def known() -> list[str]:
    """Their names, in order, also the second and third name of a zone."""
    return sorted(_all())


def is_known(name: str) -> bool:
    """Whether it is a zone's name; an empty one is none."""
    return name in _all()
