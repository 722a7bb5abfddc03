"""Writing down on the rows of a day which of them are in no rate, and how many those are."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import batched
from typing import Any
from uuid import UUID

from kb.feedback import actions
from kb.feedback.models import Vote
from portal.deflection.models import Attempt
from portal.effort.events import DayFacts, StartFact, StepFact, VoteFact
from portal.effort.weighing import LeftOutRows, LeftOutSteps
from portal.journal.models import BeyondShare, Step
from portal.journal.shares import Exclusion

_CHUNK = 500


def mark(facts: DayFacts, left_out: LeftOutRows) -> None:
    """Mark the rows that are left out, and no others; only what has changed is written."""
    starts = dict.fromkeys(left_out.starts, Exclusion.SHARE)
    votes = dict.fromkeys(left_out.votes, Exclusion.SHARE)
    for why, rows in _changes(facts.steps, left_out.steps):
        Step.objects.filter(pk__in=rows).update(uncounted=why)
    for why, rows in _changes(facts.starts, starts):
        Attempt.objects.filter(pk__in=rows).update(uncounted=why)
    for why, rows in _changes(facts.votes, votes):
        actions.leave_out(Vote.objects.filter(pk__in=rows), why)


def went_on(facts: DayFacts) -> None:
    """Write down how attempts went on, before their visits are cut from them."""
    by_way: dict[str, list[UUID]] = defaultdict(list)
    for start in facts.starts:
        if start.went_on:
            by_way[start.went_on].append(start.row)
    for how, rows in by_way.items():
        for some in batched(rows, _CHUNK):
            Attempt.objects.filter(pk__in=some).update(went_on=how)


def tell_left_out(day: date, numbers: LeftOutSteps) -> None:
    """Keep how many were left out, by kind and language, of no network any more."""
    BeyondShare.objects.filter(day=day).delete()
    BeyondShare.objects.bulk_create(
        BeyondShare(day=day, kind=kind, locale=locale, count=count)
        for (kind, locale), count in sorted(numbers.items())
    )


def _changes(
    facts: Iterable[StepFact | StartFact | VoteFact], left_out: Mapping[Any, Exclusion]
) -> Iterator[tuple[str, Sequence[Any]]]:
    """Rows, some at a time, that are marked otherwise than they should be, with that mark."""
    changed: dict[str, list[Any]] = defaultdict(list)
    for one in facts:
        why = str(left_out.get(one.row, ""))
        if one.uncounted != why:
            changed[why].append(one.row)
    for why, rows in changed.items():
        for some in batched(rows, _CHUNK):
            yield why, some
