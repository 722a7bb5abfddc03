"""Closed days belong to the time zone they were closed in: another would cut them otherwise."""

from collections.abc import Iterator

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from portal.effort.models import ClosedDay
from portal.needs import need


def current() -> str:
    """The reporting time zone's name."""
    return str(settings.REPORTING_TIME_ZONE)


@need("effort.zone", hint="Set REPORTING_TIME_ZONE back.")
def zone_is_the_same() -> Iterator[str]:
    """The reporting time zone."""
    other = _other()
    if other:
        yield (
            f"Days of the report were closed in {other}, so REPORTING_TIME_ZONE cannot become"
            f" {current()}: no day is closed until it is {other} again."
        )


def require_the_same() -> None:
    """Raises ImproperlyConfigured when days were closed in another time zone."""
    for missing in zone_is_the_same.missing():
        raise ImproperlyConfigured(missing)


def _other() -> str | None:
    closed = ClosedDay.objects.exclude(zone="").exclude(zone=current())
    return closed.values_list("zone", flat=True).first()
