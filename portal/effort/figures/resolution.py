"""9: how long it takes until a request is solved."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from portal.effort.counts import Case
from portal.effort.events import Day
from portal.effort.figures.base import Figure, Source
from portal.effort.figures.first_answer import MINUTES, waited


def _count(day: Day) -> Iterator[Case]:
    return (waited(fact.locale, fact.took, fact.about) for fact in day.support.solved)


FIGURE = Figure(
    key="resolution",
    number="9",
    title=_("Time to the solution (median)"),
    numerator=_("time from the request until it is solved, nights and holidays included"),
    denominator=_("requests solved in the period, by the support’s word or the customer’s"),
    cannot_know=_(
        "What was solved and never noted. One that is reopened counts again when it is solved"
        " again."
    ),
    source=Source.REQUESTS,
    count=_count,
    dimensions=(MINUTES, "topic", "product", "market"),
    form="time",
    good="down",
)
