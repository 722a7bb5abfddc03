"""Open days, from their steps: at once while they hold few, else as the job has counted them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.cache import cache
from django.db.models import Sum

from community.forum.models import Post, Thread
from portal.deflection.models import Attempt
from portal.effort import counting, facts
from portal.effort.counting import Counted
from portal.effort.counts import Tally
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


@dataclass(frozen=True, slots=True)
class OpenDay:
    """What a day adds up to so far, by kind, and how many steps lie beyond their network's share.

    Plain rows: thousands of objects take long to read.
    """

    rows: Mapping[str, Sequence[Row]]
    beyond: LeftOutSteps


type Opened = Mapping[date, OpenDay]


def read(days: list[date], at: datetime) -> Opened:
    """What these days add up to. Of many steps, as of some minutes ago."""
    if not days:
        return {}
    by_job = _kept(_key(None), at)
    if by_job and all(day in by_job["days"] for day in days):
        return {day: _open_day(by_job["days"][day]) for day in days}
    kept = _kept(_key(days), at)
    now = None if kept and kept["steps"] > MANY else version(days)
    if kept and (now is None or now == kept["version"]):
        return {day: _open_day(plain) for day, plain in kept["days"].items()}
    now = now or version(days)
    return _keep(_key(days), counting.open_days(days, at), at, steps=now[0], version=now)


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
    return f"effort:open:{which}:{by}"


def _kept(key: str, at: datetime) -> dict[str, Any] | None:
    kept: dict[str, Any] | None = cache.get(key)
    if kept is None:
        return None
    longest = _KEPT if kept["steps"] > MANY else _MINUTE
    return kept if 0 <= (at - kept["at"]).total_seconds() < longest else None


def _keep(key: str, counted: Mapping[date, Counted], at: datetime, **about: Any) -> Opened:
    plain = {day: (_by_kind(one.tally), one.beyond) for day, one in counted.items()}
    cache.set(key, about | {"at": at, "days": plain}, _KEPT)
    return {day: _open_day(one) for day, one in plain.items()}


def _by_kind(tally: Tally) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for (figure, locale, kind, value), count in tally.items():
        found[kind].append((figure, locale, value, count.numerator, count.denominator))
    return dict(found)


def _open_day(plain: tuple[Mapping[str, Sequence[Row]], LeftOutSteps]) -> OpenDay:
    return OpenDay(*plain)
