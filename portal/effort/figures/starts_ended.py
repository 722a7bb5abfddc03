"""0: how attempts to reach the support ended, in parts that sum to the whole."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from portal.effort.counts import Case
from portal.effort.events import Day, StartFact
from portal.effort.figures.base import Figure, Source
from portal.journal.models import StepKind

ENDS = ("solved", "opened", "silent", "sent")
"""Solved by a suggestion; opened one and sent nothing; opened none and sent nothing; sent."""


def _count(day: Day) -> Iterator[Case]:
    for start in day.contacts():
        if start.is_settled(day.now):
            about = (*start.about, ("end", end_of(start)))
            yield Case(start.locale, start.is_sent, 1, start.network, about)


def end_of(start: StartFact) -> str:
    """Which of the four ends it came to."""
    if start.is_sent:
        return "sent"
    if start.is_solved:
        return "solved"
    return "opened" if start.opened else "silent"


FIGURE = Figure(
    key="starts_ended",
    number="0",
    title=_("Contact starts that were sent"),
    numerator=_("contact starts that ended in a request"),
    denominator=_("contact starts, 24 hours or more ago"),
    cannot_know=_("Who was helped and who gave up, of those who sent nothing and said nothing."),
    source=Source.ATTEMPTS,
    count=_count,
    kinds=(StepKind.CONTACT_STARTED,),
    dimensions=("end", "topic", "product", "market", "family"),
    parts=("family",),
    good="down",
    has_trend=True,
)
