"""How often gaps failed the readers of some days, as the report's causes have it."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db.models import Max, Min, Sum

from portal.gaps.effects import Share
from portal.gaps.models import Demand, Gap, GapQuerySet, State, Wording

type Failed = Mapping[tuple[int, str], Share]
"""By the number of a gap and language."""


def version() -> tuple[Any, ...]:
    """Another one when any of it is, or a title: a night writes rows, and people decide."""
    written = Demand.objects.aggregate(Min("pk"), Max("pk"))
    worded = Wording.objects.aggregate(Max("pk"))
    return (
        *written.values(),
        *worded.values(),
        *_counted().order_by("pk").values_list("pk", flat=True),
    )


def failed(first: date, last: date, codes: Collection[str]) -> Failed:
    """Of how many visits that asked how many failed; without what was dismissed."""
    rows = Demand.objects.filter(day__gte=first, day__lte=last, locale__in=codes)
    rows = rows.filter(gap__in=_counted())
    sums = rows.order_by().values_list("gap", "locale").annotate(Sum("failed"), Sum("asked"))
    return {(gap, locale): Share(n, of) for gap, locale, n, of in sums}


def _counted() -> GapQuerySet:
    return Gap.objects.shown().exclude(state=State.DISMISSED)
