"""Counting closed days again, figure by figure, as far as what is left of them suffices.

A figure that was counted by an older definition stays as it is: what the new one asks for was not
kept then. One that was not counted at all is made up for.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from portal.effort import counting, facts, rollups
from portal.effort.counts import LEFT_OUT, NETWORK
from portal.effort.figures import FIGURES, Figure, Source
from portal.effort.models import ClosedDay, DailyFigure
from portal.handover.links import DESK_LASTS
from portal.journal import days as calendar

_AT_ONCE = 20
"""So many days are made up for in one run."""
# Of a forgotten day, nothing says any more whose a step was, or what a vote said.
_KEPT = (NETWORK, LEFT_OUT)


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How many closed days were counted again, and how many settled ones were left as they are."""

    counted: int
    settled: int


def rebuild(first: date, last: date, at: datetime | None = None) -> Rebuilt:
    """Count closed days again, from the steps, but none whose steps are no longer kept."""
    at = at or timezone.now()
    closed = ClosedDay.objects.filter(day__gte=first, day__lte=last)
    days = closed.filter(is_settled=False)
    counted = sum(
        _count(day, at, [f for f in FIGURES if _may_be_counted(f, day, at)]) for day in days
    )
    return Rebuilt(counted, closed.filter(is_settled=True).count())


def make_up(at: datetime | None = None) -> int:
    """Count what some days, closed by older releases, lack; returns how many days those were."""
    at = at or timezone.now()
    done = 0
    for day in ClosedDay.objects.order_by("-day").iterator():
        lacking = [f for f in _lacking(day) if _may_be_counted(f, day, at)]
        if lacking and _count(day, at, lacking):
            done += 1
        if done == _AT_ONCE:
            break
    return done


def _lacking(day: ClosedDay) -> Iterator[Figure]:
    return (figure for figure in FIGURES if figure.key not in day.definitions)


def _may_be_counted(figure: Figure, day: ClosedDay, at: datetime) -> bool:
    """Whether what is left of a closed day suffices for a figure."""
    counted_by = day.definitions.get(figure.key)
    if figure.source.lasts:
        # A thread may have been hidden since, which changes no figure that is told already.
        return counted_by is None and not _is_forgotten(figure, day.day, at)
    if day.is_settled or counted_by not in {None, figure.definition}:
        return False
    if not day.is_forgotten:
        return True
    # How attempts went on is kept since that is part of how they are counted.
    return figure.source is Source.VISITS or (
        figure.source is Source.ATTEMPTS and counted_by is not None
    )


def _is_forgotten(figure: Figure, day: date, at: datetime) -> bool:
    """Whether requests that were answered or solved on a day may be gone by their age."""
    kept = timedelta(days=settings.KEEP_REQUESTS_DAYS) - DESK_LASTS
    return figure.source is Source.REQUESTS and day < calendar.day_of(at - kept)


def _count(day: ClosedDay, at: datetime, figures: list[Figure]) -> bool:
    # Until it is forgotten nothing is marked, and the steps have their times.
    if day.is_forgotten:
        tally = counting.closed_day(day.day, at, figures)
    else:
        tally = counting.open_day(facts.read([day.day])[day.day], at, figures).tally
    keys = [figure.key for figure in figures]
    with transaction.atomic():
        # Settled or forgotten meanwhile, it may have been counted from half of its steps.
        as_counted = ClosedDay.objects.select_for_update().filter(
            day=day.day, is_settled=day.is_settled, is_forgotten=day.is_forgotten
        )
        if (row := as_counted.first()) is None:
            return False
        old = DailyFigure.objects.filter(day=day.day, figure__in=keys)
        if day.is_forgotten:
            old = old.exclude(kind__in=_KEPT)
            tally = {key: count for key, count in tally.items() if key[2] not in _KEPT}
        old.delete()
        rollups.write(day.day, tally)
        row.definitions |= {figure.key: figure.definition for figure in figures}
        row.save(update_fields=["definitions"])
    return True
