"""Close the reports on a post that needs nothing done."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from community.forum.models import Report
from community.moderation.audit import Post, close_reports, note, thread_of
from community.moderation.models import ModerationAction
from community.moderation.permissions import allow_moderating
from portal.accounts.models import User


@transaction.atomic
def dismiss(*, post: Post, moderator: User, reason: str, at: datetime | None = None) -> int:
    """Close a post's open reports; returns how many there were. Raises NotAllowed."""
    allow_moderating(moderator)
    at = at or timezone.now()
    thread_of(post)
    closed = close_reports(post, moderator=moderator, outcome=Report.Outcome.DISMISSED, at=at)
    if closed:
        note(ModerationAction.Verb.DISMISS, post, moderator=moderator, reason=reason, at=at)
    return closed
