"""10: threads unanswered after seven days."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from portal.effort.counts import Case
from portal.effort.events import WEEK, Day, ThreadFact
from portal.effort.figures.base import Figure, Source


def _count(day: Day) -> Iterator[Case]:
    return (
        Case(thread.locale, _is_late(thread))
        for thread in day.community.due
        if thread.asked_at <= day.now - WEEK
    )


def _is_late(thread: ThreadFact) -> bool:
    return thread.at is None or thread.at - thread.asked_at > WEEK


FIGURE = Figure(
    key="community_unanswered",
    number="10",
    title=_("Threads unanswered after 7 days"),
    numerator=_("threads without an answer within 7 days"),
    denominator=_("threads whose 7 days ended in the period"),
    cannot_know=_("Whether the asker found the answer elsewhere."),
    source=Source.COMMUNITY,
    count=_count,
    good="down",
    # 2: on the day on which it is known, so that no later day rewrites it.
    definition=2,
)
