"""A member asks a moderator to look at a post: one report for each member and post."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from community.forum.models import Answer, Report, Thread
from community.forum.permissions import allow_reporting
from portal.accounts.models import User
from portal.text.cleaning import clean_text


@transaction.atomic
def report(
    *,
    reporter: User,
    thread: Thread,
    answer: Answer | None = None,
    reason: str,
    comment: str = "",
    at: datetime | None = None,
) -> Report:
    """Hand in a report; the first one of a member on a post stands. Raises NotAllowed."""
    allow_reporting(reporter, thread, answer)
    handed_in, _created = Report.objects.get_or_create(
        reporter=reporter,
        thread=thread,
        answer=answer,
        defaults={
            "reason": Report.Reason(reason),
            "comment": clean_text(comment),
            "created_at": at or timezone.now(),
        },
    )
    return handed_in
