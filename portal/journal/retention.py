"""What the journal forgets, and when."""

from datetime import datetime, timedelta

from django.utils import timezone

from portal.journal import days
from portal.journal.models import DaySalt, Step

QUERY_TEXT = timedelta(days=90)


def forget_salts(at: datetime | None = None) -> int:
    """Delete the salts of days that have been over for an hour; none grows to 48 hours."""
    today = days.day_of((at or timezone.now()) - timedelta(hours=1))
    deleted, _rows = DaySalt.objects.filter(day__lt=today).delete()
    return deleted


def forget_queries(at: datetime | None = None) -> int:
    """Empty the text of searches older than 90 days; that they were made stays counted."""
    before = days.day_of((at or timezone.now()) - QUERY_TEXT)
    return Step.objects.filter(day__lt=before).exclude(query="").update(query="")
