"""1b: peer deflection."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from portal.effort.counts import Case
from portal.effort.events import Day
from portal.effort.figures.base import Figure, Source, of_start
from portal.journal.models import StepKind


def _count(day: Day) -> Iterator[Case]:
    begun = (start for start in day.starts if start.kind == "question" and start.saw)
    return (of_start(start, hit=start.ended("solved")) for start in begun)


FIGURE = Figure(
    key="peer",
    number="1b",
    title=_("Peer deflection"),
    numerator=_("community questions begun that saw suggestions and ended with “this answers it”"),
    denominator=_("community questions begun that saw suggestions"),
    cannot_know=_("Whether it stayed answered. It is never part of figure 1."),
    source=Source.ATTEMPTS,
    count=_count,
    kinds=(StepKind.ASK_STARTED,),
    dimensions=("topic", "product", "market", "family"),
    parts=("family",),
    good="up",
)
