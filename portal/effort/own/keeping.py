"""Keeping the owner's numbers: what a file tells of a day and series replaces what was told.

Whoever tells of some languages (`codes`) sees, replaces and deletes the numbers of these alone.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import batched

from django.contrib.contenttypes.models import ContentType
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


class WholeIsKeptError(Exception):
    """Of a day and series the numbers are of all languages at once, so of one there is none."""

    def __init__(self, series: Series, day: date) -> None:
        super().__init__(series, day)
        self.series, self.day = series, day


@transaction.atomic
def replace(numbers: Collection[Number], codes: Collection[str]) -> int:
    """Keep these, in place of all that was kept of their days and series; returns how many.

    Raises WholeIsKeptError where a part would be kept beside the whole of who tells of all.
    """
    _wait_for_others()
    days: dict[Series, set[date]] = defaultdict(set)
    for one in numbers:
        days[one.series].add(one.day)
    for series, of in days.items():
        for some in batched(sorted(of), _CHUNK):
            kept = OwnNumber.objects.filter(series=series, day__in=some)
            kept.told_by_who_feeds(codes).delete()
            if whole := kept.filter(language="").order_by("day").first():
                raise WholeIsKeptError(series, whole.day)
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
    )
    return len(numbers)


def _wait_for_others() -> None:
    """Two who keep numbers at once take turns: nobody deletes what is not written yet."""
    own = ContentType.objects.get_for_model(OwnNumber)
    ContentType.objects.select_for_update(no_key=True).get(pk=own.pk)


def forget(series: Series, codes: Collection[str]) -> int:
    """Delete a whole series; returns how many numbers that were."""
    return OwnNumber.objects.told_by_who_feeds(codes).filter(series=series).delete()[0]


def kept(codes: Collection[str]) -> list[Kept]:
    """What is kept, series by series."""
    rows = OwnNumber.objects.told_by_who_feeds(codes).order_by().values("series")
    found = rows.annotate(days=Count("day", distinct=True), first=Min("day"), last=Max("day"))
    by_series = {row["series"]: row for row in found}
    return [
        Kept(one, *(by_series[one][name] for name in ("days", "first", "last")))
        for one in Series
        if one in by_series
    ]


def latest(most: int, codes: Collection[str]) -> list[tuple[date, Sequence[int | None]]]:
    """The last days of which anything is kept: by series, over languages and markets."""
    told = OwnNumber.objects.told_by_who_feeds(codes)
    days = told.order_by("-day").values_list("day", flat=True).distinct()[:most]
    rows = told.filter(day__in=list(days)).order_by().values_list("day", "series")
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
