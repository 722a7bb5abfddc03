"""Close the reports on a post that needs nothing done."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from community.forum import events
from community.forum.models import Post, Report
from community.forum.state import with_locked_thread
from community.moderation.audit import close_reports, note
from community.moderation.models import ModerationAction
from community.policy import require
from portal.actors import Actor


@transaction.atomic
def dismiss_reports(*, actor: Actor, post: Post, reason: str, at: datetime | None = None) -> int:
    """Close a post's open reports; returns how many there were. Raises NotAllowed."""
    post = with_locked_thread(post)
    require(actor, "moderate", post.thread)
    at = at or timezone.now()
    closed = close_reports(post, actor=actor, outcome=Report.Outcome.DISMISSED, at=at)
    if closed:
        note(ModerationAction.Verb.DISMISS, post=post, actor=actor, reason=reason, at=at)
        events.reports_dismissed.send(Post, post=post, actor=actor, at=at)
    return closed
