"""The index log: written by those who change something, numbered by one, read by every copy."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F, Max, Min
from django.utils import timezone

from search.index.models import Change, Sequence

_KEYS_AT_ONCE = 500


def append(source: str, keys: Iterable[str], at: datetime | None = None) -> int:
    """Write a row for each key, in the caller's transaction; returns how many."""
    at = at or timezone.now()
    rows = [Change(source=source, key=key, at=at) for key in dict.fromkeys(keys)]
    Change.objects.bulk_create(rows, batch_size=_KEYS_AT_ONCE)
    return len(rows)


def number_rows() -> int:
    """Number all rows that are visible now; returns the last number assigned so far.

    Only the holder of the Sequence row's lock numbers, so a row seen for the first time always
    gets a higher number than every row seen before, whatever their ids.
    """
    if not Change.objects.filter(number__isnull=True).exists():
        return last_number()
    with transaction.atomic():
        Sequence.objects.get_or_create(pk=1)
        sequence = Sequence.objects.select_for_update().get(pk=1)
        unnumbered = Change.objects.filter(number__isnull=True)
        span = unnumbered.aggregate(first=Min("id"), final=Max("id"))
        if span["first"] is not None:
            # Within the span: a row that became visible since is numbered along or left alone.
            unnumbered.filter(id__gte=span["first"], id__lte=span["final"]).update(
                number=F("id") + (sequence.last + 1 - span["first"])
            )
            sequence.last += span["final"] - span["first"] + 1
            sequence.save(update_fields=["last"])
        return sequence.last


def last_number() -> int:
    """The last number that was assigned."""
    return Sequence.objects.filter(pk=1).values_list("last", flat=True).first() or 0
