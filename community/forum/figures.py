"""How long people wait here, told only where it was counted: of eight weeks, of thirty or more.

What is told holds for most: for more than half of all that have waited at least as long.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from community.forum.models import Post, Thread

WEEKS = timedelta(weeks=8)
FEWEST = 30
ANSWERED_WITHIN = (timedelta(hours=1), timedelta(days=1), timedelta(days=3), timedelta(days=7))
REVIEWED_WITHIN = tuple(timedelta(hours=hours) for hours in (1, 2, 4, 8, 24, 48))


def usual_wait_for_answer(locale: str, at: datetime | None = None) -> timedelta | None:
    """Within what time most questions in a language get an answer by somebody else."""
    at = at or timezone.now()
    asked = Thread.objects.searchable().in_locale(locale)
    return _most_within(asked, "created_at", "first_reply_at", ANSWERED_WITHIN, at)


def usual_wait_for_review(at: datetime | None = None) -> timedelta | None:
    """Within what time a moderator looks at most of what is held."""
    at = at or timezone.now()
    held = Post.objects.exclude(state=Post.State.WITHDRAWN)
    return _most_within(held, "held_at", "reviewed_at", REVIEWED_WITHIN, at)


def _most_within(
    rows: QuerySet[Any], begun: str, ended: str, bounds: Sequence[timedelta], at: datetime
) -> timedelta | None:
    counted = {}
    for place, bound in enumerate(bounds):
        waited = Q(**{f"{begun}__lte": at - bound})
        in_time = waited & Q(**{f"{ended}__lte": F(begun) + bound})
        counted[f"all_{place}"] = Count("pk", filter=waited)
        counted[f"met_{place}"] = Count("pk", filter=in_time)
    found = rows.filter(**{f"{begun}__gte": at - WEEKS}).aggregate(**counted)
    for place, bound in enumerate(bounds):
        number, met = found[f"all_{place}"], found[f"met_{place}"]
        if number >= FEWEST and 2 * met > number:
            return bound
    return None
