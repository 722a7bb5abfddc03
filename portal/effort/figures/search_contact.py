"""6: from search to contact."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from portal.effort.counts import Case
from portal.effort.events import Day
from portal.effort.figures.base import MERGED, Figure, Source
from portal.journal.models import StepKind


def _count(day: Day) -> Iterator[Case]:
    for steps in day.visits:
        place = next((n for n, step in enumerate(steps) if step.kind == "search"), None)
        if place is not None:
            sent = any(step.kind == "contact_sent" for step in steps[place:])
            yield Case(steps[0].locale, sent, 1, steps[0].network)


FIGURE = Figure(
    key="search_contact",
    number="6",
    title=_("From search to contact"),
    numerator=_("visits that searched and then sent a request"),
    denominator=_("visits that searched"),
    cannot_know=MERGED,
    source=Source.VISITS,
    count=_count,
    kinds=(StepKind.SEARCH,),
    good="down",
)
