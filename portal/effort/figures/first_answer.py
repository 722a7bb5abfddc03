"""10: how long a question waits for its first answer."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from portal.effort.counts import Case
from portal.effort.events import Day, ThreadFact
from portal.effort.figures.base import Figure, Source

MINUTES = "minutes"


def _count(day: Day) -> Iterator[Case]:
    return waits(day.community.first_answers)


def waits(threads: Iterable[ThreadFact]) -> Iterator[Case]:
    """Each thread with the minutes from its question to what came to pass."""
    for thread in threads:
        assert thread.at is not None
        yield waited(thread.locale, thread.at - thread.asked_at)


def waited(locale: str, time: timedelta, about: tuple[tuple[str, str], ...] = ()) -> Case:
    """One time as a case: its minutes are kept, which tell the median of any days."""
    minutes = round(time / timedelta(minutes=1))
    return Case(locale, 1, about=((MINUTES, str(minutes)), *about))


FIGURE = Figure(
    key="community_first_answer",
    number="10",
    title=_("Time to the first answer (median)"),
    numerator=_("time from the question to the first answer by somebody else"),
    denominator=_("threads whose first answer came in the period"),
    cannot_know=_("How long those wait who have no answer yet."),
    source=Source.COMMUNITY,
    count=_count,
    dimensions=(MINUTES,),
    form="time",
    good="down",
)
