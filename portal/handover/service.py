"""What became of requests, as facts for the report and for the line on the contact page.

Nothing is made of silence: a request of which nobody said anything is in no time and in no rate
but that of kept promises, where it was promised an answer and is not known to have had one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from django.core.cache import cache
from django.db.models import QuerySet

from portal.handover.models import ContactRequest, ContactRequestQuerySet
from portal.support import promises

WINDOW = timedelta(weeks=8)
LEAST = 30
"""So many requests must have been due before anything is said in public."""
_MOST_UNKNOWN = 0.2
_KEPT_FOR = timedelta(minutes=10).total_seconds()
_SATISFIED = 4


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    count: int
    n: int

    @property
    def tenths(self) -> int:
        """Of ten, rounded down: "9 of 10" is never more than there were. Nothing of nothing."""
        return 10 * self.count // self.n if self.n else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """Figures 8 and 9 of one set of requests; a time is None where none is known."""

    sent: int
    answered: int
    first_response: timedelta | None
    """The median from sending to the first answer, by the clock."""
    working_time: timedelta | None
    """The same in the support's working time, of those whose hours were known."""
    resolution: timedelta | None
    """The mean from sending to solved: the average resolution time."""
    first_contact: Share
    provisional: int
    kept: Share
    satisfied: Share


@dataclass(frozen=True, slots=True)
class Record:
    """What the support did lately, as it is told in public."""

    kept: Share
    hours: int


def of(requests: ContactRequestQuerySet, at: datetime) -> Service:
    """What became of these requests, as far as anybody has said by this moment."""
    provisional = requests.provisional(at).count()
    due = requests.due(at)
    rated = requests.rated()
    return Service(
        sent=requests.count(),
        answered=requests.answered().count(),
        first_response=_median(_between(requests.answered(), "answered_at")),
        working_time=_median(requests.values_list("answered_within", flat=True)),
        resolution=_mean(_between(requests.solved(), "solved_at")),
        first_contact=Share(
            requests.solved_at_first_contact(at).count(),
            requests.solved().count() - provisional,
        ),
        provisional=provisional,
        kept=Share(due.in_time().count(), due.count()),
        satisfied=Share(rated.filter(rating__gte=_SATISFIED).count(), rated.count()),
    )


def record(at: datetime, market: str, locale: str) -> Record | None:
    """How many of the last eight weeks' requests were answered within the promised working time.

    None where nothing is promised, where fewer than LEAST were due, and where of too many nobody
    has said whether they were answered: then nothing is said.
    """
    desk = promises.desk(market, locale)
    if desk is None or desk.promised is None:
        return None
    hours = int(desk.promised / timedelta(hours=1))
    key = f"handover.record:{market}:{locale}:{hours}"
    known = cache.get(key)
    if known is None:
        known = _counted(at, market, locale, timedelta(hours=hours))
        cache.set(key, known, _KEPT_FOR)
    in_time, answered, due = known
    if due < LEAST or due - answered > _MOST_UNKNOWN * due:
        return None
    return Record(Share(in_time, due), hours)


def _counted(at: datetime, market: str, locale: str, within: timedelta) -> tuple[int, int, int]:
    """Answered within so much working time, answered at all, and all."""
    lately = ContactRequest.objects.of_readers(market, locale).sent_between(at - WINDOW, at)
    due = lately.due(at)
    in_time = due.filter(answered_within__lte=within)
    return in_time.count(), due.answered().count(), due.count()


def _between(requests: QuerySet[ContactRequest], end: str) -> list[timedelta]:
    return [until - since for since, until in requests.values_list("created_at", end)]


def _median(times: Iterable[timedelta | None]) -> timedelta | None:
    found = [one.total_seconds() for one in times if one is not None]
    return timedelta(seconds=median(found)) if found else None


def _mean(times: list[timedelta]) -> timedelta | None:
    return sum(times, timedelta()) / len(times) if times else None
