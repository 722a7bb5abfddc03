"""How often articles were read: what weighs the other figures of an article."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from portal.effort.counts import Case
from portal.effort.events import Day
from portal.effort.figures.base import Figure, Source
from portal.journal.models import StepKind


def _count(day: Day) -> Iterator[Case]:
    for step in day.steps(StepKind.READ):
        if step.item_kind != "topic":
            about = (("family", step.family),) if step.family else ()
            yield Case(step.locale, 1, 1, step.network, about)


FIGURE = Figure(
    key="reads",
    number="",
    title=_("Articles read"),
    numerator=_("times an article or FAQ entry was read"),
    denominator=_("times an article or FAQ entry was read"),
    cannot_know=_("Who reads with pictures switched off, or a page that was drawn ahead of time."),
    source=Source.VISITS,
    count=_count,
    kinds=(StepKind.READ,),
    dimensions=("family",),
    form="number",
)
