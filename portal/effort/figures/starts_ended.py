"""0: how attempts to reach the support ended, in parts that sum to the whole."""

from collections.abc import Iterator, Mapping
from typing import Literal

from django.utils.translation import gettext_lazy as _

from portal.effort.counts import Case
from portal.effort.events import Day, StartFact
from portal.effort.figures.base import Figure, Source, Words
from portal.journal.models import StepKind

ENDS: Mapping[str, tuple[Words, Literal["up", "down", ""]]] = {
    "solved": (_("Solved by a suggestion"), "up"),
    "opened": (_("Opened a suggestion, sent nothing"), ""),
    "silent": (_("Opened no suggestion, sent nothing"), ""),
    "sent": (_("Sent a request"), "down"),
}
"""Each end in words, in the order they are told, and the direction in which it is good news."""


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
