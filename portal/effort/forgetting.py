"""What roll-ups forget: the words of searches, with those of the searches themselves."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from portal import batches, clock
from portal.effort import rollups
from portal.effort.models import DailyFigure
from portal.journal import days
from portal.journal.retention import QUERY_TEXT


def forget_words(at: datetime | None = None) -> int:
    """Delete the numbers of single searches of 90 days ago; that they were made stays counted."""
    at = at or timezone.now()
    old = Q(day__lt=days.day_of(at - QUERY_TEXT)) | Q(day__gt=days.day_of(at + clock.SKEW))
    deleted = 0
    for batch in batches.in_batches(DailyFigure.objects.filter(old, kind="query")):
        with transaction.atomic():
            rollups.renew(set(batch.values_list("day", flat=True)))
            deleted += batch.delete()[0]
    return deleted
