"""Closed days belong to the time zone they were closed in: another would cut them otherwise."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from portal.effort.models import ClosedDay


def current() -> str:
    """The reporting time zone's name."""
    return str(settings.REPORTING_TIME_ZONE)


def of_other_days() -> str | None:
    """The zone that days were closed in, if it is another one."""
    closed = ClosedDay.objects.exclude(zone__in=["", current()])
    return closed.values_list("zone", flat=True).first()


def refusal(other: str) -> str:
    """What is said of a change from that zone."""
    return (
        f"Days of the report were closed in {other}, so REPORTING_TIME_ZONE cannot become"
        f" {current()}. No day is closed until it is {other} again."
    )


def require_the_same() -> None:
    """Raises ImproperlyConfigured when days were closed in another time zone."""
    if other := of_other_days():
        raise ImproperlyConfigured(refusal(other))
