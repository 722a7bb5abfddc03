"""What happened on some days, read as facts: always the same few queries, however many days."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce

from kb.feedback.models import Vote
from kb.models.ids import present_ids
from portal.actors import Uncounted
from portal.deflection.models import Attempt, WentOn
from portal.effort import requests, threads
from portal.effort.events import DayFacts, StartFact, StepFact, VoteFact
from portal.journal import days as calendar
from portal.journal import subjects
from portal.journal.models import BeyondShare, DailyTotal, Step, StepKind
from portal.journal.shares import Exclusion

_CHUNK = 5_000
_STEP = {
    "visit": "visit_id", "at": "at", "kind": "kind", "locale": "reader_locale",
    "subject": "subject", "item_kind": "item_kind", "weak": "weak", "rank": "rank",
    "start": "attempt", "row": "pk", "family": "family", "network": "visit__network",
    "uncounted": "uncounted", "text_locale": "text_locale", "product": "product",
    "market": "market", "query": "query", "helpful": "helpful", "part": "part",
}  # fmt: skip
_START = {
    "locale": "reader_locale", "started_at": "started_at", "saw": "saw_suggestions",
    "opened_at": "opened_at", "outcome": "outcome", "outcome_at": "outcome_at", "kind": "kind",
    "row": "pk", "network": "in_network", "uncounted": "uncounted", "went_on": "went_on",
    "topic": "topic", "product": "product", "market": "market", "solved_by": "article",
}  # fmt: skip
_VOTE = {
    "row": "pk", "family": "family", "network": "network", "uncounted": "uncounted",
    "locale": "reader_locale", "slug": "family__slug", "reason": "reason",
}  # fmt: skip
_OF_SUBJECT = ("item_kind", "family", "query", "part")
# Their votes stand for themselves; those of readers who ask not to be followed are in the totals.
_STRANGERS = (Uncounted.ROBOT, Uncounted.STAFF, Uncounted.PREFETCH)

type Facts = dict[date, DayFacts]


@dataclass(slots=True)
class _Visit:
    """What a visit did besides one of its attempts that ends this attempt."""

    sent: list[tuple[datetime, UUID | None]] = field(default_factory=list)
    took_another_way: datetime | None = None

    def send(self, at: datetime, key: UUID | None) -> None:
        """One form is one request: when it was sent first."""
        if key is None or key not in {sent for _at, sent in self.sent}:
            self.sent.append((at, key))

    def went_on(self, start: StartFact) -> WentOn:
        """How the visit went on after an attempt of its own began."""
        if any(at >= start.started_at and key != start.row for at, key in self.sent):
            return WentOn.VISIT
        taken = self.took_another_way
        return WentOn.WAY if taken and taken >= start.started_at else WentOn.NOT


def read(days: Collection[date]) -> Facts:
    """All of these days and nothing of others, in the order of time: counted or not."""
    found: Facts = defaultdict(DayFacts)
    if days:
        # Suggestions, and pages that were open then, go on saying what an article was called.
        present = present_ids()
        _read_steps(found, days, present)
        _read_starts(found, days, present)
        _read_votes(found, days)
        _read_totals(found, days)
        for day, in_community in threads.read(days, within).items():
            found[day].community = in_community
        for day, with_requests in requests.read(days, within).items():
            found[day].support = with_requests
    return found


def within(field: str, days: Collection[date]) -> Q:
    """Whether a moment is in one of these days: of those between them nothing is looked at."""
    spans = (
        Q((f"{field}__gte", begin), (f"{field}__lt", end)) for begin, end in calendar.spans(days)
    )
    return reduce(or_, spans, Q(pk__in=[]))


def _read_steps(found: Facts, days: Collection[date], present: Mapping[str, str]) -> None:
    # A visit is of the day of its steps: else PostgreSQL would look through all visits.
    steps = Step.objects.filter(day__in=days, visit__day__in=days).order_by("at", "pk")
    rows = steps.values_list("day", "is_fallback", "is_outdated", *_STEP.values())
    for day, is_fallback, is_outdated, *row in rows.iterator(chunk_size=_CHUNK):
        poor = {"is_poor": is_fallback or is_outdated, "is_fallback": is_fallback}
        fact = StepFact(**dict(zip(_STEP, row, strict=True)), **poor)
        if fact.family in present and fact.item_kind != "thread":
            fact = replace(fact, family=present[fact.family])
        if not fact.subject:
            told = {key: getattr(fact, key) for key in _OF_SUBJECT}
            told["attempt"] = fact.start
            fact = replace(fact, subject=subjects.subject_of("", fact.kind, told, fact.locale))
        found[day].steps.append(fact)


def _read_starts(found: Facts, days: Collection[date], present: Mapping[str, str]) -> None:
    named = Attempt.objects.kept().annotate(
        in_network=Coalesce(F("visit__network"), Value("")),
        article=Case(
            When(solved_by__item_kind="thread", then=Value("")),
            default=Coalesce(F("solved_by__item"), Value("")),
        ),
    )
    starts = named.filter(within("started_at", days)).order_by("started_at", "pk")
    rows = starts.values_list("visit_id", *_START.values())
    visits = _visits(found)
    for visit, *row in rows.iterator(chunk_size=_CHUNK):
        fact = StartFact(**dict(zip(_START, row, strict=True)))
        if fact.topic in present or fact.solved_by in present:
            topic, solved_by = (present.get(one, one) for one in (fact.topic, fact.solved_by))
            fact = replace(fact, topic=topic, solved_by=solved_by)
        if visit in visits and not fact.went_on:
            fact = replace(fact, went_on=visits[visit].went_on(fact))
        found[calendar.day_of(fact.started_at)].starts.append(fact)


def _visits(found: Facts) -> dict[int, _Visit]:
    """What each visit that wrote, called or came by did so, whether that counts or not."""
    visits: dict[int, _Visit] = defaultdict(_Visit)
    for step in (step for day in found.values() for step in day.steps):
        if step.kind == StepKind.CONTACT_SENT:
            visits[step.visit].send(step.at, step.start)
        elif step.kind == StepKind.WAY_TAKEN:
            visits[step.visit].took_another_way = step.at
    return dict(visits)


def _read_votes(found: Facts, days: Collection[date]) -> None:
    votes = Vote.objects.filter(within("at", days))
    weighed = votes.filter(uncounted__in=["", Exclusion.SHARE]).order_by("at", "pk")
    for at, *row in weighed.values_list("at", *_VOTE.values()).iterator(chunk_size=_CHUNK):
        fact = VoteFact(**dict(zip(_VOTE, row, strict=True)))
        found[calendar.day_of(at)].votes.append(fact)
    for at, why, locale in _of_strangers(votes):
        found[calendar.day_of(at)].strangers[why, locale] += 1


def _of_strangers(votes: Any) -> Iterator[tuple[datetime, str, str]]:
    rows = votes.filter(uncounted__in=_STRANGERS).order_by()
    yield from rows.values_list("at", "uncounted", "reader_locale").iterator(chunk_size=_CHUNK)


def _read_totals(found: Facts, days: Collection[date]) -> None:
    further = BeyondShare.objects.filter(day__in=days).exclude(network="")
    for day, *about, count in further.values_list("day", "network", "kind", "locale", "count"):
        network, kind, locale = about
        found[day].further[network, kind, locale] += count
    totals = DailyTotal.objects.filter(day__in=days)
    for day, kind, locale, count in totals.values_list("day", "kind", "locale", "count"):
        found[day].quiet[kind, locale] += count
