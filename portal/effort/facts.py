"""What happened on some days, read as facts: always the same few queries, however many days."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import F, Q, Sum, Value
from django.db.models.functions import Coalesce

from kb.feedback.models import Vote
from portal.deflection.models import Attempt
from portal.effort.definitions import StartFact, StepFact
from portal.journal import days as calendar
from portal.journal.models import BeyondShare, DailyTotal, Step, StepKind
from portal.journal.shares import LeftOut

_CHUNK = 5_000
_OF_STEP = (
    "day", "visit_id", "at", "kind", "reader_locale", "subject", "item_kind", "is_fallback",
    "is_outdated", "weak", "rank", "attempt", "pk", "family", "query", "visit__network",
    "uncounted",
)  # fmt: skip
_OF_START = (
    "reader_locale", "started_at", "saw_suggestions", "opened_at", "outcome", "outcome_at",
    "kind", "pk", "in_network", "uncounted", "visit_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class VoteFact:
    """One vote, as it is weighed."""

    row: int
    family: int
    network: str
    uncounted: str


@dataclass(slots=True)
class DayFacts:
    """Everything that is known of one day."""

    steps: list[StepFact] = field(default_factory=list)
    starts: list[StartFact] = field(default_factory=list)
    votes: list[VoteFact] = field(default_factory=list)
    # By network and kind: what came when the network's rows were full.
    further: Counter[tuple[str, str]] = field(default_factory=Counter)
    # By language: what those did who asked not to be followed.
    quiet: dict[str, int] = field(default_factory=dict)


type Facts = dict[date, DayFacts]


def read(days: Collection[date]) -> Facts:
    """All of these days and nothing of others, in the order of time: counted or not."""
    found: Facts = defaultdict(DayFacts)
    if days:
        _read_steps(found, days)
        _read_starts(found, days)
        _read_votes(found, days)
        _read_totals(found, days)
    return found


def within(field: str, days: Collection[date]) -> Q:
    """Whether a moment is in one of these days: of those between them nothing is looked at."""
    spans = (
        Q((f"{field}__gte", begin), (f"{field}__lt", end)) for begin, end in calendar.spans(days)
    )
    return reduce(or_, spans, Q(pk__in=[]))


def _read_steps(found: Facts, days: Collection[date]) -> None:
    steps = Step.objects.filter(day__in=days).exclude(visit=None)
    rows = steps.order_by("at", "pk").values_list(*_OF_STEP)
    for day, *row in rows.iterator(chunk_size=_CHUNK):
        found[day].steps.append(_step(row))


def _step(row: list[Any]) -> StepFact:
    visit, at, kind, locale, subject, item_kind, fallback, outdated, weak, rank, start, *rest = row
    pk, family, query, network, uncounted = rest
    return StepFact(
        visit=visit,
        at=at,
        kind=kind,
        locale=locale,
        subject=subject or f"{item_kind}:{family}:{query}",
        item_kind=item_kind,
        is_poor=fallback or outdated,
        weak=weak,
        rank=rank,
        start=start,
        row=pk,
        family=family,
        network=network,
        uncounted=uncounted,
    )


def _read_starts(found: Facts, days: Collection[date]) -> None:
    attempts = Attempt.objects.kept().filter(within("started_at", days))
    named = attempts.annotate(in_network=Coalesce(F("visit__network"), Value("")))
    rows = named.order_by("started_at", "pk").values_list(*_OF_START)
    taken = _ways_taken(found)
    for *row, visit in rows.iterator(chunk_size=_CHUNK):
        fact = StartFact(*row)
        if visit in taken and taken[visit] >= fact.started_at:
            fact = replace(fact, went_another_way=True)
        found[calendar.day_of(fact.started_at)].starts.append(fact)


def _ways_taken(found: Facts) -> dict[int, datetime]:
    """When each visit that called, chatted or came by did so last."""
    return {
        step.visit: step.at
        for day in found.values()
        for step in day.steps
        if step.kind == StepKind.WAY_TAKEN and not step.uncounted
    }


def _read_votes(found: Facts, days: Collection[date]) -> None:
    votes = Vote.objects.filter(within("at", days), uncounted__in=["", LeftOut.SHARE])
    rows = votes.order_by("at", "pk").values_list("at", "pk", "family", "network", "uncounted")
    for at, pk, family, network, uncounted in rows.iterator(chunk_size=_CHUNK):
        fact = VoteFact(pk, family, network, uncounted)
        found[calendar.day_of(at)].votes.append(fact)


def _read_totals(found: Facts, days: Collection[date]) -> None:
    further = BeyondShare.objects.filter(day__in=days).exclude(network="")
    for day, network, kind, count in further.values_list("day", "network", "kind", "count"):
        found[day].further[network, kind] += count
    totals = DailyTotal.objects.filter(day__in=days)
    summed = totals.values_list("day", "locale").annotate(total=Sum("count")).order_by()
    for day, locale, total in summed:
        found[day].quiet[locale] = total
