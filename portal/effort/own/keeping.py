"""Keeping the owner's numbers: what a file tells of a day and series replaces what was told."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import batched

from django.db import transaction
from django.db.models import Count, Max, Min, Sum

from portal.effort.models import OwnNumber, Series, WorkPerRequest
from portal.effort.own.reading import Number

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of one series."""

    series: Series
    days: int
    first: date
    last: date


@transaction.atomic
def replace(numbers: Collection[Number]) -> int:
    """Keep these, in place of all that was kept of their days and series; returns how many."""
    days: dict[Series, set[date]] = defaultdict(set)
    for one in numbers:
        days[one.series].add(one.day)
    for series, of in days.items():
        for some in batched(sorted(of), _CHUNK):
            OwnNumber.objects.filter(series=series, day__in=some).delete()
    OwnNumber.objects.bulk_create(
        (
            OwnNumber(
                day=one.day,
                series=one.series,
                language=one.language,
                market=one.market,
                value=one.value,
            )
            for one in numbers
        ),
        batch_size=_CHUNK,
        # Who uploads the same file at the same moment tells the same.
        update_conflicts=True,
        unique_fields=["series", "day", "language", "market"],
        update_fields=["value"],
    )
    return len(numbers)


def forget(series: Series) -> int:
    """Delete a whole series; returns how many numbers that were."""
    return OwnNumber.objects.filter(series=series).delete()[0]


def kept() -> list[Kept]:
    """What is kept, series by series."""
    rows = OwnNumber.objects.order_by().values("series")
    found = rows.annotate(days=Count("day", distinct=True), first=Min("day"), last=Max("day"))
    by_series = {row["series"]: row for row in found}
    return [
        Kept(one, *(by_series[one][name] for name in ("days", "first", "last")))
        for one in Series
        if one in by_series
    ]


def latest(most: int) -> list[tuple[date, Sequence[int | None]]]:
    """The last days of which anything is kept: by series, over languages and markets."""
    days = OwnNumber.objects.order_by("-day").values_list("day", flat=True).distinct()[:most]
    rows = OwnNumber.objects.filter(day__in=list(days)).order_by().values_list("day", "series")
    sums = {(day, series): total for day, series, total in rows.annotate(total=Sum("value"))}
    return [(day, [sums.get((day, one)) for one in Series]) for day in days]


def minutes_per_request() -> int | None:
    """How long one request takes; None while the owner has not said."""
    return WorkPerRequest.objects.values_list("minutes", flat=True).first()


def set_minutes(minutes: int | None) -> None:
    """Keep how long one request takes, or that nobody says."""
    if minutes is None:
        WorkPerRequest.objects.all().delete()
    else:
        WorkPerRequest.objects.update_or_create(pk=1, defaults={"minutes": minutes})
