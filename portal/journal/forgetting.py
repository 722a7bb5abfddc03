"""What is left of a day's visits once it has closed: nothing by which one could be found.

Rows are written anew, in an order that was drawn, with keys that were drawn: neither a key, nor a
moment, nor the place in the table leads from what has a name (a request, a post, an account) to a
visit. Within a visit the steps keep their order, and which belong to one attempt. That it voted
stays in it; what it said of an article that a search had found is kept by itself, since a vote has
an account and an article.
"""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import batched, groupby
from operator import attrgetter
from secrets import SystemRandom, token_hex

from portal import batches
from portal.journal import days
from portal.journal.models import OF_FIXES, Step, StepKind, Visit
from portal.journal.openings import openings

_CHUNK = 2_000
_NOON = timedelta(hours=12)
_APART = timedelta(milliseconds=1)
# A visit of these alone left nothing with a name and a time elsewhere: it keeps its hours.
_OF_NOBODY = {StepKind.SEARCH, StepKind.CLICK, StepKind.READ, StepKind.CONTACT_OPENED}
# What they are about has a name: a thread who asked, and a vote on an article who gave it.
# In a visit with one of these a market would tell which of the requests or questions it was.
_SENT = {StepKind.ASKED, StepKind.CONTACT_SENT}
_NAME_THEIR_OWN = {StepKind.ASKED, StepKind.CONTACT_SENT, StepKind.VOTE}


def forget(day: date) -> None:
    """Write the visits and steps of a closed day anew. Call it in a transaction."""
    # What has lost its visit is in no figure.
    Step.objects.filter(day=day, visit=None).delete()
    visits = list(Visit.objects.filter(day=day).values_list("pk", flat=True))
    SystemRandom().shuffle(visits)
    said = [one for some in batched(visits, _CHUNK) for one in _write_anew(day, some)]
    # Else its place in the table would lead to its visit.
    SystemRandom().shuffle(said)
    batches.write(said)


def _write_anew(day: date, visits: Sequence[int]) -> list[Step]:
    """Write some visits anew; returns what they said, of no visit, to be written after all."""
    # What was tried has been added up; a request may hold it, too.
    told = Step.objects.filter(visit__in=visits).exclude(kind__in=OF_FIXES)
    steps = told.order_by("visit", "at", "pk")
    by_visit = {pk: list(own) for pk, own in groupby(steps, key=attrgetter("visit_id"))}
    said = [one for own in by_visit.values() for one in _said(day, own)]
    old = [pk for pk in visits if pk in by_visit]
    new = Visit.objects.bulk_create(Visit(day=day, key=token_hex(16)) for _visit in old)
    anew = [
        _nameless(step, visit, at)
        for pk, visit in zip(old, new, strict=True)
        for step, at in _without_moments(day, by_visit[pk])
    ]
    Step.objects.filter(visit__in=visits).delete()
    Visit.objects.filter(pk__in=visits).delete()
    _draw_attempts(anew)
    batches.write(anew)
    return said


def _said(day: date, steps: Sequence[Step]) -> Iterator[Step]:
    """What a visit said of what its searches found: the words, the article, and whether it helped.

    Judgements grow from it (search.tuning.growth).
    """
    counted = (step for step in steps if not step.uncounted)
    found = openings((s.kind, s.reader_locale, s.query, s.family, s.helpful) for s in counted)
    at = days.begins(day) + _NOON
    for (locale, query, family), helpful in found.items():
        if helpful is not None:
            about = {"reader_locale": locale, "query": query, "family": family}
            yield Step(day=day, at=at, kind=StepKind.VOTE, helpful=helpful, **about)


def _without_moments(day: date, steps: Sequence[Step]) -> Iterable[tuple[Step, datetime]]:
    """A visit's steps with times that tell their order, and the hour where that tells nothing.

    The market goes where something was sent: a request has one as well.
    """
    keeps_hours = all(step.kind in _OF_NOBODY for step in steps)
    if any(step.kind in _SENT for step in steps):
        for step in steps:
            step.market = ""
    for place, (at, together) in enumerate(groupby(steps, key=attrgetter("at"))):
        begin = _hour(at) if keeps_hours else days.begins(day) + _NOON
        for step in together:
            yield step, begin + place * _APART


def _hour(at: datetime) -> datetime:
    return at.astimezone(days.zone()).replace(minute=0, second=0, microsecond=0)


def _nameless(step: Step, visit: Visit, at: datetime) -> Step:
    step.pk = None
    step.visit_id, step.at, step.part = visit.pk, at, ""
    if step.kind in _NAME_THEIR_OWN:
        # Its subject would be that of the read of the same article.
        step.family = step.subject = step.product = ""
        step.helpful = None
    return step


def _draw_attempts(steps: Sequence[Step]) -> None:
    """Steps of one attempt in one visit still belong together; to which attempt, nobody knows."""
    drawn: dict[tuple[int | None, uuid.UUID], uuid.UUID] = {}
    for step in steps:
        if step.attempt:
            step.attempt = drawn.setdefault((step.visit_id, step.attempt), uuid.uuid4())
