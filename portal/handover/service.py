"""How soon the support answered of late, for the line on the contact page.

A promise is kept as the report's figure has it (portal.handover.models.IN_TIME). One of which
nobody said that it was answered is not known to be kept.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import cache

from portal.handover.models import ContactRequest
from portal.support import promises

WINDOW = timedelta(weeks=8)
LEAST = 30
"""So many requests must have been due before anything is said in public."""
_MOST_UNKNOWN = 0.2
_KEPT_FOR = timedelta(minutes=10).total_seconds()


@dataclass(frozen=True, slots=True)
class Proportion:
    """So many of so many."""

    count: int
    n: int

    @property
    def tenths(self) -> int:
        """Of ten, rounded down: "9 of 10" is never more than there were. Nothing of nothing."""
        return 10 * self.count // self.n if self.n else 0


@dataclass(frozen=True, slots=True)
class Record:
    """What the support did lately, as it is told in public."""

    kept: Proportion
    hours: int


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
    return Record(Proportion(in_time, due), hours)


def _counted(at: datetime, market: str, locale: str, within: timedelta) -> tuple[int, int, int]:
    """Promises kept, and within so much working time; answered at all; and all.

    The working time counts beside, since another time may have been promised then.
    """
    lately = ContactRequest.objects.of_readers(market, locale).sent_between(at - WINDOW, at)
    due = lately.due(at)
    in_time = due.in_time().filter(answered_within__lte=within)
    return in_time.count(), due.answered().count(), due.count()
