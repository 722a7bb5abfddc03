"""9: requests that the first answer solved."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from portal.effort.counts import Case
from portal.effort.events import Day
from portal.effort.figures.base import Figure, Source


def _count(day: Day) -> Iterator[Case]:
    return (
        Case(fact.locale, fact.is_good, about=fact.about)
        for fact in day.support.settled
        if fact.at <= day.now
    )


FIGURE = Figure(
    key="first_contact_resolution",
    number="9",
    title=_("Solved at first contact"),
    numerator=_(
        "requests solved by one answer: the customer says so, or says nothing for 7 days after"
        " the support has called it solved"
    ),
    denominator=_("solved requests of which that was settled in the period"),
    cannot_know=_("Whether those who say nothing were helped, or wrote elsewhere."),
    source=Source.REQUESTS,
    count=_count,
    dimensions=("topic", "product", "market"),
    good="up",
    has_trend=True,
)
