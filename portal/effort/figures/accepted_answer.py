"""10: how long a question waits for the answer that is accepted."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from portal.effort.counts import Case
from portal.effort.events import Day
from portal.effort.figures.base import Figure, Source
from portal.effort.figures.first_answer import MINUTES, waits


def _count(day: Day) -> Iterator[Case]:
    return waits(day.community.accepted)


FIGURE = Figure(
    key="community_accepted",
    number="10",
    title=_("Time to the accepted answer (median)"),
    numerator=_("time from the question to accepting its answer"),
    denominator=_("threads whose answer was accepted in the period"),
    cannot_know=_("Whether those who accept nothing were helped."),
    source=Source.COMMUNITY,
    count=_count,
    dimensions=(MINUTES,),
    form="time",
    good="down",
)
