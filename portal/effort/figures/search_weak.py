"""6: searches with weak answers."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from portal.effort.counts import Case
from portal.effort.events import Day
from portal.effort.figures.base import Figure, Source
from portal.journal.models import StepKind


def _count(day: Day) -> Iterator[Case]:
    for step in day.steps(StepKind.SEARCH):
        if step.weak is not None:
            # What found something is of no use by its words, and they are many.
            about = (("query", step.query),) if step.weak and step.query else ()
            yield Case(step.locale, step.weak, 1, step.network, about)


FIGURE = Figure(
    key="search_weak",
    number="6",
    title=_("Searches with weak answers"),
    numerator=_("searches with nothing above the floor"),
    denominator=_("searches"),
    cannot_know=_("Whether an answer above the floor was the right one."),
    source=Source.VISITS,
    count=_count,
    kinds=(StepKind.SEARCH,),
    dimensions=("query",),
    parts=("query",),
    good="down",
    has_trend=True,
    # 2: A, B, A are two searches for A.
    definition=2,
)
