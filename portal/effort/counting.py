"""The figures of days: open ones weighed as they stand, closed ones as they were marked."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime

from portal.effort import definitions, facts, weighing
from portal.effort.definitions import Count, Counts, Figure
from portal.effort.facts import DayFacts
from portal.effort.weighing import LeftOutRows
from portal.journal.shares import LeftOut


def open_days(days: Collection[date], now: datetime) -> tuple[dict[date, Counts], set[int]]:
    """The counts of each of these days, and the votes that are in none."""
    found = facts.read(days)
    counts, votes = {}, set()
    for day in days:
        left_out = weighing.weigh(found[day])
        counts[day] = figures(found[day], left_out, now)
        votes |= left_out.votes
    return counts, votes


def closed_day(day: date, now: datetime) -> Counts:
    """The counts of a day that was closed, from what is left of its steps."""
    found = facts.read([day])[day]
    return figures(found, weighing.marked(found), now)


def figures(day: DayFacts, left_out: LeftOutRows, now: datetime) -> Counts:
    """What a day adds up to without what is left out."""
    counted = weighing.counted(day, left_out)
    return definitions.add(
        definitions.of_starts(counted.starts, now),
        definitions.of_visits(counted.steps),
        _quiet(day, left_out),
    )


def _quiet(day: DayFacts, left_out: LeftOutRows) -> Counts:
    """The share of steps by readers who asked not to be followed; their reloads count, too."""
    counts: Counts = defaultdict(Count)
    within = (step for step in day.steps if left_out.steps.get(step.row) != LeftOut.SHARE)
    for step in within:
        counts[Figure.QUIET, step.locale] += Count(0, 1)
    for locale, total in day.quiet.items():
        counts[Figure.QUIET, locale] += Count(total, total)
    return dict(counts)
