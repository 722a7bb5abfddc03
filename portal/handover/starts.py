"""A contact start from its first sign to its outcome.

Its id is drawn with the form and lives in it, signed. The row comes into being at the first sign
(a topic chosen, three characters typed), and each of its fields changes once: doubled clicks and
reloads change nothing. Readers who are not followed leave no start, only daily totals.
"""

import uuid
from datetime import datetime

from django.core.signing import BadSignature, Signer
from django.db import models, transaction
from django.http import HttpRequest
from django.utils import timezone

from portal import actors, journal, locales
from portal.actors import Uncounted
from portal.handover.models import OUTCOME_WINDOW, ContactStart, Outcome
from portal.journal.models import StepKind
from portal.journal.recording import visit_of

_SIGNER = Signer(salt="portal.handover.start")
TYPED = 3
"""So many characters typed make a start."""


def draw() -> str:
    """A new start's id, signed, for a form."""
    return _SIGNER.sign(uuid.uuid4().hex)


def read(token: str) -> uuid.UUID | None:
    """The start's id in a form that was ours; None for anything else."""
    try:
        return uuid.UUID(_SIGNER.unsign(token))
    except (BadSignature, ValueError):
        return None


def begin(
    request: HttpRequest, start_id: uuid.UUID, *, topic: str = "", at: datetime | None = None
) -> None:
    """Note that somebody chose a topic or typed into the form; the first time counts."""
    at = at or timezone.now()
    if _is_withdrawn(request, start_id, at):
        return
    visit = visit_of(actors.of(request), at)
    if visit is None:
        return
    defaults = {
        "reader_locale": locales.in_force(),
        "visit": visit,
        "topic": topic,
        "started_at": at,
    }
    with transaction.atomic():
        _start, is_new = ContactStart.objects.get_or_create(pk=start_id, defaults=defaults)
        if is_new:
            journal.record(
                actors.of(request), StepKind.CONTACT_STARTED, contact_start=start_id, at=at
            )


def saw_suggestions(
    request: HttpRequest, start_id: uuid.UUID, *, at: datetime | None = None
) -> None:
    """Note that at least one suggestion above the floor was shown."""
    at = at or timezone.now()
    if _is_withdrawn(request, start_id, at):
        return
    running = _running(start_id, at).filter(saw_suggestions=False)
    if running.update(saw_suggestions=True):
        journal.record(actors.of(request), StepKind.SUGGESTED, contact_start=start_id, at=at)


def opened_suggestion(
    request: HttpRequest,
    start_id: uuid.UUID,
    *,
    kind: str,
    family: str,
    at: datetime | None = None,
) -> None:
    """Note that a suggestion was opened."""
    at = at or timezone.now()
    if _is_withdrawn(request, start_id, at, StepKind.SUGGESTION_OPENED):
        return
    running = _running(start_id, at)
    running.filter(opened_suggestion_at=None).update(opened_suggestion_at=at)
    if running.exists():
        journal.record(
            actors.of(request),
            StepKind.SUGGESTION_OPENED,
            contact_start=start_id,
            item_kind=kind,
            family=family,
            at=at,
        )


def solved(request: HttpRequest, start_id: uuid.UUID, *, at: datetime | None = None) -> None:
    """Note that the reader said "this solved it"; a request that was sent stays sent."""
    at = at or timezone.now()
    if _is_withdrawn(request, start_id, at, StepKind.SOLVED):
        return
    open_start = _running(start_id, at).filter(outcome=Outcome.OPEN)
    if open_start.update(outcome=Outcome.SOLVED, outcome_at=at):
        journal.record(actors.of(request), StepKind.SOLVED, contact_start=start_id, at=at)


def sent(request: HttpRequest, start_id: uuid.UUID, *, at: datetime | None = None) -> None:
    """Note that the request was sent; that outweighs an earlier "this solved it"."""
    at = at or timezone.now()
    if not _is_withdrawn(request, start_id, at, StepKind.CONTACT_SENT):
        unsent = _running(start_id, at).exclude(outcome=Outcome.SENT)
        unsent.update(outcome=Outcome.SENT, outcome_at=at)
        journal.record(actors.of(request), StepKind.CONTACT_SENT, contact_start=start_id, at=at)


def _running(start_id: uuid.UUID, at: datetime) -> models.QuerySet[ContactStart]:
    return ContactStart.objects.filter(pk=start_id, started_at__gte=at - OUTCOME_WINDOW)


def _is_withdrawn(request: HttpRequest, start_id: uuid.UUID, at: datetime, kind: str = "") -> bool:
    """Whether the reader asks not to be followed; then the start leaves every rate.

    Only the totals of `kind` move.
    """
    if actors.of(request).uncounted is not Uncounted.PRIVACY:
        return False
    ContactStart.objects.filter(pk=start_id).delete()
    if kind:
        journal.record(actors.of(request), kind, at=at)
    return True
