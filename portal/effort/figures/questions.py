"""10: questions to the community."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from portal.effort.counts import Case
from portal.effort.events import Day
from portal.effort.figures.base import Figure, Source


def _count(day: Day) -> Iterator[Case]:
    return (Case(thread.locale, 1) for thread in day.community.asked)


FIGURE = Figure(
    key="community_questions",
    number="10",
    title=_("Questions"),
    numerator=_("questions asked"),
    denominator=_("questions asked"),
    cannot_know=_("What was asked elsewhere."),
    source=Source.COMMUNITY,
    count=_count,
    form="number",
)
