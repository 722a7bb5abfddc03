"""10: views of threads per answer that is accepted."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from portal.effort.counts import Case
from portal.effort.events import Day
from portal.effort.figures.base import Figure, Source
from portal.journal.models import StepKind


def _count(day: Day) -> Iterator[Case]:
    for step in day.steps(StepKind.READ_THREAD):
        yield Case(step.text_locale or step.locale, 1, 0, step.network)
    for thread in day.community.accepted:
        yield Case(thread.locale, 0, 1)


FIGURE = Figure(
    key="community_views",
    number="10",
    title=_("Views per accepted answer"),
    numerator=_("views of threads"),
    denominator=_("answers accepted in the period"),
    cannot_know=_("Whether who looked found an answer."),
    source=Source.COMMUNITY,
    count=_count,
    kinds=(StepKind.READ_THREAD,),
    form="number",
    good="up",
)
