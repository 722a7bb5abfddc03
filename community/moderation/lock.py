"""Close a thread for answers, votes of acceptance included, and open it again."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from community.forum.models import Report, Thread
from community.forum.state import announce, settle
from community.moderation.audit import close_reports, note, thread_of
from community.moderation.models import ModerationAction
from community.moderation.permissions import allow_moderating
from portal.accounts.models import User


@transaction.atomic
def lock(*, thread: Thread, moderator: User, reason: str, at: datetime | None = None) -> Thread:
    """Lock a thread. Raises NotAllowed."""
    allow_moderating(moderator)
    at = at or timezone.now()
    thread = thread_of(thread)
    if not thread.is_locked:
        before = thread.state
        thread.state = Thread.State.LOCKED
        _keep(thread, ModerationAction.Verb.LOCK, moderator, reason, at, before)
    close_reports(thread, moderator=moderator, outcome=Report.Outcome.ACTED, at=at)
    return thread


@transaction.atomic
def unlock(*, thread: Thread, moderator: User, reason: str, at: datetime | None = None) -> Thread:
    """Unlock a thread: it is solved or open, as its answers say. Raises NotAllowed."""
    allow_moderating(moderator)
    thread = thread_of(thread)
    if thread.is_locked:
        before = thread.state
        thread.state = Thread.State.OPEN
        settle(thread)
        verb = ModerationAction.Verb.UNLOCK
        _keep(thread, verb, moderator, reason, at or timezone.now(), before)
    return thread


def _keep(
    thread: Thread,
    verb: ModerationAction.Verb,
    moderator: User,
    reason: str,
    at: datetime,
    before: str,
) -> None:
    thread.save(update_fields=["state", "answer_count"])
    note(
        verb, thread, moderator=moderator, reason=reason, at=at, before=before, after=thread.state
    )
    announce(thread)
