"""The figures of days: open ones weighed as they stand, closed ones as they were marked."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime

from portal.effort import definitions, facts, weighing
from portal.effort.definitions import Count, Counts, Figure
from portal.effort.facts import DayFacts


def open_days(days: Collection[date], now: datetime) -> tuple[dict[date, Counts], set[int]]:
    """The counts of each of these days, and the votes that are in none."""
    found = facts.read(days)
    counts, votes = {}, set()
    for day in days:
        left_out = weighing.weigh(found[day])
        counts[day] = figures(weighing.counted(found[day], left_out), now)
        votes |= left_out.votes
    return counts, votes


def closed_day(day: date, now: datetime) -> Counts:
    """The counts of a day that was closed, from what is left of its steps."""
    found = facts.read([day])[day]
    return figures(weighing.counted(found, weighing.marked(found)), now)


def figures(day: DayFacts, now: datetime) -> Counts:
    """What a day adds up to."""
    return definitions.add(
        definitions.of_starts(day.starts, now),
        definitions.of_visits(day.steps),
        _quiet(day),
    )


def _quiet(day: DayFacts) -> Counts:
    """The share of steps by readers who asked not to be followed."""
    counts: Counts = defaultdict(Count)
    for step in day.steps:
        counts[Figure.QUIET, step.locale] += Count(0, 1)
    for locale, total in day.quiet.items():
        counts[Figure.QUIET, locale] += Count(total, total)
    return dict(counts)
