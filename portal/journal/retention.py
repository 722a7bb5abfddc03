"""What the journal forgets, and when."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from portal import batches, clock
from portal.journal import days
from portal.journal.models import DaySalt, Step

QUERY_TEXT = timedelta(days=90)


def forget_salts(at: datetime | None = None) -> int:
    """Delete the salts of days that have been over for an hour; none grows to 48 hours.

    Nor is one kept of a day that is not to begin within the hour: a wrong clock has drawn it.
    """
    at = at or timezone.now()
    hour = timedelta(hours=1)
    running = (days.day_of(at - hour), days.day_of(at + hour))
    deleted, _rows = DaySalt.objects.exclude(day__range=running).delete()
    return deleted


def forget_queries(at: datetime | None = None) -> int:
    """Empty the text of searches older than 90 days; that they were made stays counted."""
    at = at or timezone.now()
    old = Q(day__lt=days.day_of(at - QUERY_TEXT)) | Q(day__gt=days.day_of(at + clock.SKEW))
    typed = Step.objects.filter(old).exclude(query="")
    return sum(batch.update(query="") for batch in batches.in_batches(typed))
