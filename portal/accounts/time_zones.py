"""The time zones that a person may choose."""

from zoneinfo import available_timezones

# Names that hosts have and browsers refuse: each would be an error in somebody's page.
_NOWHERE = frozenset({"Factory", "localtime"})


def known() -> list[str]:
    """Their names, in order."""
    return sorted(available_timezones() - _NOWHERE)
