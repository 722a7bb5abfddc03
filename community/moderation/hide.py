"""Take a post out of everybody's sight but the moderators', and bring it back.

Hiding the accepted answer opens the thread again; showing it again solves it.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from community.forum.models import Report
from community.forum.state import announce, settle
from community.moderation.audit import Post, close_reports, note, thread_of
from community.moderation.models import ModerationAction
from community.moderation.permissions import allow_moderating
from portal.accounts.models import User


def hide(*, post: Post, moderator: User, reason: str, at: datetime | None = None) -> Post:
    """Hide a thread or an answer. Raises NotAllowed."""
    return _set_hidden(post, True, moderator=moderator, reason=reason, at=at)


def show(*, post: Post, moderator: User, reason: str, at: datetime | None = None) -> Post:
    """Show a hidden thread or answer again. Raises NotAllowed."""
    return _set_hidden(post, False, moderator=moderator, reason=reason, at=at)


@transaction.atomic
def _set_hidden(
    post: Post, hidden: bool, *, moderator: User, reason: str, at: datetime | None
) -> Post:
    allow_moderating(moderator)
    at = at or timezone.now()
    thread = thread_of(post)
    post.refresh_from_db()
    if post.hidden != hidden:
        verb = ModerationAction.Verb.HIDE if hidden else ModerationAction.Verb.SHOW
        post.hidden = hidden
        post.save(update_fields=["hidden"])
        note(verb, post, moderator=moderator, reason=reason, at=at)
        settle(thread)
        thread.save(update_fields=["answer_count", "state"])
        announce(thread)
    if hidden:
        close_reports(post, moderator=moderator, outcome=Report.Outcome.ACTED, at=at)
    return post
