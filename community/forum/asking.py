"""The way of a question: started, met by suggestions, then solved by one of them or posted.

Each step of a start is counted once, whatever is reloaded or sent twice: the row decides.
"""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from community.forum.models import AskStart, Thread
from portal import journal, locales
from portal.actors import Actor
from portal.journal.models import StepKind


def start(actor: Actor, key: UUID, at: datetime | None = None) -> AskStart:
    """Note that somebody began to ask; `key` is the form's own."""
    locale = locales.in_force()
    begun, is_new = AskStart.objects.get_or_create(
        pk=key, defaults={"reader_locale": locale, "started_at": at or timezone.now()}
    )
    if is_new:
        journal.record(actor, StepKind.ASK_STARTED, contact_start=key)
    return begun


def show_suggestions(actor: Actor, begun: AskStart) -> None:
    """Note that at least one suggestion above the floor was shown."""
    unseen = AskStart.objects.filter(pk=begun.pk, saw_suggestions=False)
    if unseen.update(saw_suggestions=True):
        journal.record(actor, StepKind.ASK_SUGGESTED, contact_start=begun.pk)


def solve(
    actor: Actor,
    begun: AskStart,
    *,
    kind: str = "",
    identifier: str = "",
    at: datetime | None = None,
) -> None:
    """Note that a suggestion answered it; `kind` and `identifier` say which."""
    if _end(begun, AskStart.Outcome.SOLVED, at):
        journal.record(
            actor,
            StepKind.ASK_SOLVED,
            contact_start=begun.pk,
            item_kind=kind,
            family=identifier,
        )


def post(actor: Actor, begun: AskStart, thread: Thread, at: datetime | None = None) -> None:
    """Note that the question was posted all the same."""
    if _end(begun, AskStart.Outcome.ASKED, at):
        journal.record(
            actor,
            StepKind.ASKED,
            contact_start=begun.pk,
            item_kind="thread",
            family=str(thread.pk),
            text_locale=thread.locale,
        )


def _end(begun: AskStart, outcome: AskStart.Outcome, at: datetime | None) -> bool:
    running = AskStart.objects.filter(pk=begun.pk, outcome="")
    return bool(running.update(outcome=outcome, outcome_at=at or timezone.now()))
