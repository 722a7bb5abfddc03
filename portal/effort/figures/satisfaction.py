"""8: how satisfied those are who say so."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from portal.effort.counts import Case
from portal.effort.events import Day
from portal.effort.figures.base import Figure, Source


def _count(day: Day) -> Iterator[Case]:
    return (Case(fact.locale, fact.is_good, about=fact.about) for fact in day.support.rated)


FIGURE = Figure(
    key="satisfaction",
    number="8",
    title=_("Satisfaction (CSAT)"),
    numerator=_("customers who gave 4 or 5 of 5 after saying how their request ended"),
    denominator=_("customers who gave a number in the period"),
    cannot_know=_("What those think who give no number: most do not."),
    source=Source.REQUESTS,
    count=_count,
    dimensions=("topic", "product", "market"),
    good="up",
    has_trend=True,
)
