"""6: searches put in other words."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from portal.effort.counts import Case
from portal.effort.events import Day
from portal.effort.figures.base import Figure, Source
from portal.effort.figures.searches import searches
from portal.journal.models import StepKind


def _count(day: Day) -> Iterator[Case]:
    for one in searches(day):
        yield Case(one.step.locale, one.is_put_in_other_words, 1, one.step.network)


FIGURE = Figure(
    key="search_reformulated",
    number="6",
    title=_("Searches put in other words"),
    numerator=_("searches followed by another one with nothing opened in between"),
    denominator=_("searches"),
    cannot_know=_("Whether the second search was about the same thing."),
    source=Source.VISITS,
    count=_count,
    kinds=(StepKind.SEARCH,),
    good="down",
    # 2: A, B, A are two searches for A.
    definition=2,
)
