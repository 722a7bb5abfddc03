"""0: how many requests came, and how many that is of a thousand visits that used help."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from portal.effort.counts import Case
from portal.effort.events import Day, is_help
from portal.effort.figures.base import MERGED, Figure, Source
from portal.effort.figures.looked_first import requests_of
from portal.journal.models import StepKind


def _count(day: Day) -> Iterator[Case]:
    for steps in day.visits:
        for contact in requests_of(steps):
            yield Case(contact.locale, 1, 0, contact.network)
        if any(map(is_help, steps)):
            yield Case(steps[0].locale, 0, 1, steps[0].network)


FIGURE = Figure(
    key="requests",
    number="0",
    title=_("Requests per 1,000 visits that used help"),
    numerator=_("requests sent"),
    denominator=_("visits that used help"),
    cannot_know=MERGED,
    source=Source.VISITS,
    count=_count,
    kinds=(StepKind.CONTACT_SENT,),
    form="thousand",
    good="down",
    has_trend=True,
)
