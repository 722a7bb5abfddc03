"""9: promises of an answer that were kept."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from portal.effort.counts import Case
from portal.effort.events import Day
from portal.effort.figures.base import Figure, Source


def _count(day: Day) -> Iterator[Case]:
    return (
        Case(fact.locale, fact.is_good, about=fact.about)
        for fact in day.support.due
        if fact.at <= day.now
    )


FIGURE = Figure(
    key="kept_promises",
    number="9",
    title=_("Kept promises"),
    numerator=_("requests whose first answer was noted by the time that was promised"),
    denominator=_("requests whose promised time came in the period"),
    cannot_know=_("What was answered in time and never noted: it counts as late."),
    source=Source.REQUESTS,
    count=_count,
    dimensions=("topic", "product", "market"),
    good="up",
    has_trend=True,
)
