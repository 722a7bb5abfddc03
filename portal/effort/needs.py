"""What this room needs before the site serves: the time zone that its days were closed in."""

from collections.abc import Iterator

from portal.effort import zones
from portal.needs import need


@need("effort.E001", hint="Set REPORTING_TIME_ZONE back.")
def zone() -> Iterator[str]:
    """The report's time zone"""
    if other := zones.of_other_days():
        yield zones.refusal(other)
