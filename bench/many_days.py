"""A site of ten days, and the same after more than a year: 10,000,000 steps in 400 days."""

from datetime import timedelta

from bench import made_days, repeated_days
from bench.corpus import DEMO
from bench.sizes import Size
from kb.importing.run import import_tree
from portal.effort import months, rollups
from portal.effort.models import ClosedDay
from portal.gaps import regrouping
from portal.journal import days

YOUNG = 10
"""So many days old is the site at first: all but two of its days are closed."""
_TIMES = 49
"""So many times more its closed days are repeated before themselves."""


def have_ten_days(size: Size) -> None:
    """Make the last days up to now, and close all that can be closed, unless that was done."""
    if ClosedDay.objects.exists():
        return
    import_tree(DEMO)
    made_days.make([days.day_of() - timedelta(days=ago) for ago in range(YOUNG)], size.steps_a_day)
    rollups.close_days()
    regrouping.regroup()


def have_400_days(size: Size) -> None:
    """The same days again and again, as far back as is measured."""
    have_ten_days(size)
    if ClosedDay.objects.count() < YOUNG:
        last = rollups.last_closable()
        repeated_days.repeat(days.day_of() - timedelta(days=YOUNG - 1), last, _TIMES)
        months.add_up()
