"""6: searches that opened one of the first five."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from portal.effort.counts import Case
from portal.effort.events import Day
from portal.effort.figures.base import Figure, Source
from portal.effort.figures.searches import searches
from portal.journal.models import StepKind


def _count(day: Day) -> Iterator[Case]:
    for one in searches(day):
        yield Case(one.step.locale, one.opened_one_of_the_first, 1, one.step.network)


FIGURE = Figure(
    key="search_first_five",
    number="6",
    title=_("Searches that opened one of the first five"),
    numerator=_("searches after which one of the first five results was opened"),
    denominator=_("searches"),
    cannot_know=_("Whether the list already said enough; those readers open nothing."),
    source=Source.VISITS,
    count=_count,
    kinds=(StepKind.SEARCH,),
    good="up",
    # 2: A, B, A are two searches for A, and a click belongs to its own search.
    definition=2,
)
