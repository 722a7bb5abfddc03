"""The figures of days: open ones weighed as they stand, closed ones as they were marked."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from portal.effort import counts, events, facts, weighing
from portal.effort.counts import Counts, Tally
from portal.effort.events import Day, DayFacts
from portal.effort.figures import FIGURES, Figure
from portal.effort.weighing import LeftOutRows, LeftOutSteps


@dataclass(frozen=True, slots=True)
class Counted:
    """What a day adds up to, and how many steps lie beyond their network's share."""

    tally: Tally
    beyond: LeftOutSteps

    @property
    def counts(self) -> Counts:
        """By figure and language alone."""
        return counts.whole(self.tally)


def open_days(days: Collection[date], now: datetime) -> dict[date, Counted]:
    """What each of these days adds up to so far."""
    found = facts.read(days)
    return {day: open_day(found[day], now) for day in days}


def open_day(day: DayFacts, now: datetime, which: Iterable[Figure] = FIGURES) -> Counted:
    """What a day adds up to, by all that is known of it so far."""
    return weighed(day, weighing.weigh(day), now, which)


def weighed(
    day: DayFacts, left_out: LeftOutRows, now: datetime, which: Iterable[Figure] = FIGURES
) -> Counted:
    """The same, once it is known what is left out."""
    return Counted(figures(day, left_out, now, which), weighing.told(day, left_out))


def closed_day(day: date, now: datetime, which: Iterable[Figure]) -> Tally:
    """These figures of a day that was closed, from what is left of its steps."""
    found = facts.read([day])[day]
    return figures(found, weighing.marked(found), now, which)


def figures(
    facts: DayFacts, left_out: LeftOutRows, now: datetime, which: Iterable[Figure] = FIGURES
) -> Tally:
    """What a day adds up to without what is left out."""
    counted = weighing.counted(facts, left_out)
    day = Day(
        now=now,
        starts=counted.starts,
        visits=events.by_visit(counted.steps),
        votes=counted.votes,
        community=counted.community,
        support=counted.support,
        quiet=counted.quiet,
        strangers=counted.strangers,
    )
    found: Tally = {}
    for figure in which:
        found |= counts.tally(figure.key, figure.count(day))
    return found
