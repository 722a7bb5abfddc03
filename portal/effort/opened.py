"""Open days, from their steps: at once while they hold few, else as the job has counted them."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.cache import cache, caches
from django.db.models import Sum

from community.forum.models import Post, Thread
from portal.deflection.models import Attempt
from portal.effort import counting, facts, kept
from portal.effort.counting import Counted
from portal.effort.figures import definitions
from portal.effort.weighing import LeftOutSteps
from portal.handover.models import ContactRequest, Event
from portal.journal.models import BeyondShare, DailyTotal, Step

MANY = 5_000
"""Steps that take longer to count than anybody should wait for."""
_MINUTE = 60
_KEPT = 20 * _MINUTE
"""Seconds that a count of many steps is shown: the job counts them anew every ten minutes."""

type Row = tuple[str, str, str, int, int]
"""Figure, language, value, numerator and denominator."""
type _ByDay = Mapping[date, Sequence[Row]]
type _ByKind = Mapping[str, _ByDay]


@dataclass(frozen=True, slots=True)
class Opened:
    """What open days add up to so far, and how many steps lie beyond their network's share.

    Rows are read kind by kind: thousands of them take long to read, and most that is asked for
    asks for few. `stamp` is another one when anything that they add up to is.
    """

    days: Collection[date] = ()
    _head: Mapping[str, Any] = field(default_factory=dict)
    _read: dict[str, _ByDay] = field(default_factory=dict)

    @property
    def stamp(self) -> str:
        return str(self._head.get("stamp", ""))

    def __contains__(self, day: date) -> bool:
        return day in self.days

    def rows(self, kind: str) -> Iterator[tuple[date, Sequence[Row]]]:
        """Those of one kind, day by day."""
        if kind not in self._head.get("kinds", ()):
            return
        if kind not in self._read:
            self._read.update(_rows(self._head, kind))
        yield from ((day, rows) for day, rows in self._read[kind].items() if day in self.days)

    def beyond(self) -> Iterator[tuple[date, LeftOutSteps]]:
        """What was left out, day by day."""
        yield from ((day, self._head["beyond"][day]) for day in self.days)


def read(days: list[date], at: datetime) -> Opened:
    """What these days add up to. Of many steps, as of some minutes ago."""
    if not days:
        return Opened()
    known = cache.get_many([_key(None), _key(days)])
    by_job = _in_time(known.get(_key(None)), at)
    if by_job and all(day in by_job["beyond"] for day in days):
        return Opened(tuple(days), by_job)
    before = _in_time(known.get(_key(days)), at)
    now = None if before and before["steps"] > MANY else version(days)
    if before and (now is None or now == before["version"]):
        return Opened(tuple(days), before)
    now = now or version(days)
    counted = counting.open_days(days, at)
    head = _keep(_key(days), counted, at, steps=now[0], version=now)
    return Opened(tuple(days), head)


def keep(counted: Mapping[date, Counted], at: datetime, *, steps: int) -> None:
    """Keep what the job has counted, of all open days."""
    _keep(_key(None), counted, at, steps=steps)


def version(days: list[date]) -> tuple[int, ...]:
    """Changes with whatever is recorded: each outcome of a start is a step too, or a number.

    Numbers of rows, since what closing has written anew has the highest ids. Steps come first. A
    customer's message by itself is in no figure.
    """
    numbers = (model.objects.filter(day__in=days) for model in (DailyTotal, BeyondShare))
    return (
        Step.objects.filter(day__in=days).count(),
        Attempt.objects.kept().filter(facts.within("started_at", days)).count(),
        Thread.objects.searchable().filter(facts.within("created_at", days)).count(),
        Post.objects.shown().filter(facts.within("created_at", days)).count(),
        Event.objects.exclude(kind=Event.Kind.MESSAGE).filter(facts.within("at", days)).count(),
        ContactRequest.objects.rated().filter(facts.within("rated_at", days)).count(),
        *(rows.aggregate(total=Sum("count", default=0))["total"] for rows in numbers),
    )


def _key(days: list[date] | None) -> str:
    # A release that counts otherwise shows nothing that the one before has kept.
    by = sum(definitions().values())
    which = f"{min(days)}:{max(days)}:{len(days)}" if days else "job"
    return f"effort:opened:{which}:{by}"


def _in_time(head: dict[str, Any] | None, at: datetime) -> dict[str, Any] | None:
    if head is None:
        return None
    longest = _KEPT if head["steps"] > MANY else _MINUTE
    return head if 0 <= (at - head["at"]).total_seconds() < longest else None


def _keep(
    key: str, counted: Mapping[date, Counted], at: datetime, **about: Any
) -> Mapping[str, Any]:
    """Keep the rows under what they are, and beside them what is read each time."""
    by_kind = _by_kind(counted)
    beyond = {day: one.beyond for day, one in counted.items()}
    stamp = kept.name(by_kind, [(day, sorted(n.items())) for day, n in sorted(beyond.items())])
    head = about | {"at": at, "stamp": stamp, "kinds": [*by_kind], "beyond": beyond, "key": key}
    cache.set(_of_all_kinds(stamp), by_kind, _KEPT)
    cache.set(key, head, _KEPT)
    return head


def _by_kind(counted: Mapping[date, Counted]) -> _ByKind:
    """In an order of their own, so that what adds up to the same is the same."""
    found: dict[str, dict[date, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for day, one in sorted(counted.items()):
        for (figure, locale, kind, value), count in sorted(one.tally.items()):
            row = (figure, locale, value, count.numerator, count.denominator)
            found[kind][day].append(row)
    return {kind: dict(by_day) for kind, by_day in sorted(found.items())}


def _rows(head: Mapping[str, Any], kind: str) -> _ByKind:
    """The rows of one kind, from this process's memory, or of all."""
    here: _ByDay | None = caches[kept.CACHE].get(_of_one_kind(head["stamp"], kind))
    if here is not None:
        return {kind: here}
    by_kind: _ByKind | None = cache.get(_of_all_kinds(head["stamp"]))
    if by_kind is None:
        # Thrown out to make room. What has come since is counted as well, so it is kept nowhere.
        cache.delete(head["key"])
        counted = counting.open_days(list(head["beyond"]), head["at"])
        none: dict[str, _ByDay] = {one: {} for one in head["kinds"]}
        return {**none, **_by_kind(counted)}
    for one, by_day in by_kind.items():
        caches[kept.CACHE].set(_of_one_kind(head["stamp"], one), by_day)
    return by_kind


def _of_all_kinds(stamp: str) -> str:
    return f"effort:opened:rows:{stamp}"


def _of_one_kind(stamp: str, kind: str) -> str:
    return f"effort:opened:{stamp}:{kind}"
