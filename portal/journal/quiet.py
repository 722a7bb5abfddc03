"""Whether who asked not to be followed does the same again: a reload is no new step for anybody.

Their share of all steps is told in the report, so it must be counted by the rule of the others.
No row is written of it: a shared cache of its own keeps two hashes under the day's salt for half
an hour.
"""

from datetime import datetime, timedelta

from django.core.cache import caches

from portal.journal.models import StepKind


def is_repeated(key: str, kind: StepKind, subject: str, at: datetime, within: timedelta) -> bool:
    """Whether the last of its kind was the same, within this time; it is remembered otherwise."""
    if kind == StepKind.VOTE:
        # Written down only when it says something else than before.
        return False
    cache = caches["quiet"]
    name = f"quiet:{key}:"
    before: tuple[str, datetime] | None = cache.get(f"{name}{kind}")
    if before and before[0] == subject and timedelta(0) <= at - before[1] < within:
        return True
    cache.set(f"{name}{kind}", (subject, at), within.total_seconds())
    if kind == StepKind.SEARCH:
        # A click belongs to its own search.
        cache.delete(f"{name}{StepKind.CLICK}")
    return False
