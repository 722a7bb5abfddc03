"""Keeping what a day's visits said of fixes, when it closes."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date

from portal import batches
from portal.effort.events import StepFact, by_visit
from portal.effort.fixes import counting
from portal.effort.models import FixDay


def keep(day: date, steps: Iterable[StepFact]) -> None:
    """Add up the steps that are counted. In the transaction that closes the day."""
    found = sorted(counting.sums(by_visit(steps)).items())
    batches.write([FixDay(day=day, **about._asdict(), **asdict(sums)) for about, sums in found])


def rename(old: str, new: str) -> None:
    """An article got another id. No day has both: an id leads to one article."""
    FixDay.objects.filter(family=old).update(family=new)
