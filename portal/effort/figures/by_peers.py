"""10: answers by peers."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from portal.effort.counts import Case
from portal.effort.events import Day
from portal.effort.figures.base import Figure, Source


def _count(day: Day) -> Iterator[Case]:
    return (Case(answer.locale, not answer.by_staff) for answer in day.community.answers)


FIGURE = Figure(
    key="community_by_peers",
    number="10",
    title=_("Answers by peers"),
    numerator=_("answers written by members who are not staff"),
    denominator=_("answers to somebody else’s question"),
    cannot_know=_("How good the answers are."),
    source=Source.COMMUNITY,
    count=_count,
    good="up",
    # 2: without what askers answered themselves.
    definition=2,
)
