"""A member asks a moderator to look at a post: one report for each member and post."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from community.forum import events
from community.forum.models import Post, Report
from community.policy import require
from portal.actors import Actor
from portal.text.cleaning import clean_text


@transaction.atomic
def report_post(
    *, actor: Actor, post: Post, reason: str, comment: str = "", at: datetime | None = None
) -> Report:
    """Hand in a report; the first one of a member on a post stands. Raises NotAllowed."""
    require(actor, "report", post)
    at = at or timezone.now()
    report, is_new = Report.objects.get_or_create(
        reporter=actor.account,
        post=post,
        defaults={
            "reason": Report.Reason(reason),
            "comment": clean_text(comment),
            "created_at": at,
        },
    )
    if is_new:
        events.reported.send(Report, report=report, actor=actor, at=at)
    return report
