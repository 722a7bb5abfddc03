"""9: how long a request waits for its first answer."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from portal.effort.counts import Case
from portal.effort.events import Day
from portal.effort.figures.base import Figure, Source
from portal.effort.figures.first_answer import MINUTES, waited

HOURS = "hours"
"""Its values say in which hours a time was counted: "support", or "clock" where none are known."""


def _count(day: Day) -> Iterator[Case]:
    for fact in day.support.answered:
        hours = (HOURS, "clock" if fact.is_by_clock else "support")
        yield waited(fact.locale, fact.took, (*fact.about, hours))


FIGURE = Figure(
    key="first_response",
    number="9",
    title=_("Time to the first response (median)"),
    numerator=_("support hours from the request to the first answer; hours where none are set"),
    denominator=_("requests whose first answer was noted in the period"),
    cannot_know=_("How long those wait whose answer nobody has noted."),
    source=Source.REQUESTS,
    count=_count,
    dimensions=(MINUTES, HOURS, "topic", "product", "market"),
    form="time",
    good="down",
)
