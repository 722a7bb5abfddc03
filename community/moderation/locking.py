"""Close a thread for answers, votes of acceptance included, and open it again."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from community.forum import events
from community.forum.models import Report, Thread
from community.forum.state import locked_thread, settle
from community.moderation.audit import close_reports, note
from community.moderation.models import ModerationAction
from community.policy import require
from portal.actors import Actor


@transaction.atomic
def lock_thread(
    *, actor: Actor, thread: Thread, reason: str, at: datetime | None = None
) -> Thread:
    """Lock a thread. Raises NotAllowed."""
    thread = locked_thread(thread.pk)
    require(actor, "moderate", thread)
    at = at or timezone.now()
    if not thread.is_locked:
        before = _turn(thread, Thread.State.LOCKED)
        said = {"thread": thread, "before": before, "after": thread.state}
        note(ModerationAction.Verb.LOCK, actor=actor, reason=reason, at=at, **said)
        events.locked.send(Thread, thread=thread, actor=actor, at=at)
    close_reports(thread.posts.questions().get(), actor=actor, outcome=Report.Outcome.ACTED, at=at)
    return thread


@transaction.atomic
def unlock_thread(
    *, actor: Actor, thread: Thread, reason: str, at: datetime | None = None
) -> Thread:
    """Unlock a thread: it is solved or open, as its answers say. Raises NotAllowed."""
    thread = locked_thread(thread.pk)
    require(actor, "moderate", thread)
    at = at or timezone.now()
    if thread.is_locked:
        before = _turn(thread, Thread.State.OPEN)
        said = {"thread": thread, "before": before, "after": thread.state}
        note(ModerationAction.Verb.UNLOCK, actor=actor, reason=reason, at=at, **said)
        events.unlocked.send(Thread, thread=thread, actor=actor, at=at)
    return thread


def _turn(thread: Thread, state: Thread.State) -> str:
    """Give it another state, as far as its answers say nothing else; returns the earlier one."""
    before, thread.state = thread.state, state
    settle(thread)
    return before
