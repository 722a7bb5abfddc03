"""Which texts lack vectors: a row for each, kept by whoever indexes.

So no text is without vectors unnoticed: one that was indexed where nothing embeds, or while the
embedder was away, waits here for a process that can.
"""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from django.db.models import Count
from django.utils import timezone

from portal.jobs.tasks import wake
from search.documents.entries import Entry
from search.semantic.models import Unembedded

JOB = "search.embed"


def note(
    source: str, keys: Collection[str], entries: Iterable[Entry], at: datetime | None = None
) -> int:
    """Have those texts of these keys noted, and no others, that lack vectors; wake the worker.

    `entries`: all that the source has of these keys now. A text is noted once, however often it
    is said; returns how many were not noted before.
    """
    at = at or timezone.now()
    lacking = {
        (entry.document.key, entry.document.locale) for entry in entries if entry.vectors is None
    }
    rows = Unembedded.objects.filter(source=source, key__in=keys)
    noted = {(key, locale): pk for pk, key, locale in rows.values_list("pk", "key", "locale")}
    if gone := [pk for text, pk in noted.items() if text not in lacking]:
        Unembedded.objects.filter(pk__in=gone).delete()
    if new := sorted(lacking - noted.keys()):
        Unembedded.objects.bulk_create(
            [Unembedded(source=source, key=key, locale=code, due_at=at) for key, code in new],
            ignore_conflicts=True,
        )
        wake(JOB)
    return len(new)


def by_language(*, waiting_for: timedelta | None = None) -> dict[str, int]:
    """Language → how many of its texts lack vectors; on wish those that have waited for so long.

    A text that the embedder has refused lately waits for its next try, and so has not waited.
    """
    rows = Unembedded.objects.all()
    if waiting_for is not None:
        rows = rows.filter(due_at__lt=timezone.now() - waiting_for)
    counted = rows.values_list("locale").annotate(texts=Count("pk")).order_by("locale")
    return dict(counted)
