"""Reading times that were stored by a clock that may have been wrong.

A clock that runs ahead for one beat (a machine that was resumed, a bad time server) leaves times
that lie ahead long after it was put right. One that lies further ahead than it can have been set
counts as none: nothing waits for it, and nothing is kept because of it.
"""

from datetime import datetime, timedelta

from django.db.models import Q

SKEW = timedelta(minutes=1)
"""So far may the clocks of two hosts be apart."""


def is_ahead(stored: datetime | None, at: datetime, at_most: timedelta) -> bool:
    """Whether a time that was set `at_most` ahead is still to come."""
    return stored is not None and at < stored <= at + at_most + SKEW


def has_come(field: str, at: datetime, at_most: timedelta) -> Q:
    """The rows for whose time nobody need wait: the reverse of `is_ahead`, of no time, too."""
    wrong = Q(**{f"{field}__gt": at + at_most + SKEW})
    return Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__lte": at}) | wrong


def past(stored: datetime | None, at: datetime) -> datetime | None:
    """When something happened; None for a time at which it cannot have."""
    return None if stored is None or stored > at + SKEW else stored


def is_over(field: str, at: datetime, kept: timedelta) -> Q:
    """The rows of what happened longer ago than it is kept, or at a time that is yet to come."""
    return Q(**{f"{field}__lt": at - kept}) | Q(**{f"{field}__gt": at + SKEW})
