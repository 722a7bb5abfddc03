"""Every act of a moderator leaves a row, and closes the reports it answers."""

from datetime import datetime

from community.forum.models import Answer, Report, Thread
from community.moderation.models import ModerationAction
from portal.accounts.models import User
from portal.text.cleaning import clean_text

Post = Thread | Answer


def thread_of(post: Post) -> Thread:
    """The thread a post is, or is in, with its row locked."""
    thread_id = post.thread_id if isinstance(post, Answer) else post.pk
    return Thread.objects.select_for_update().get(pk=thread_id)


def note(
    verb: ModerationAction.Verb,
    post: Post,
    *,
    moderator: User,
    reason: str,
    at: datetime,
    before: str = "",
    after: str = "",
) -> ModerationAction:
    """Write down who did what to which post, and why."""
    answer = post if isinstance(post, Answer) else None
    return ModerationAction.objects.create(
        moderator=moderator,
        verb=verb,
        thread_id=answer.thread_id if answer else post.pk,
        answer=answer,
        reason=clean_text(reason),
        before=before,
        after=after,
        at=at,
    )


def close_reports(post: Post, *, moderator: User, outcome: Report.Outcome, at: datetime) -> int:
    """Close the open reports on a post; returns how many there were."""
    reports = Report.objects.filter(closed_at__isnull=True)
    reports = (
        reports.filter(answer=post)
        if isinstance(post, Answer)
        else reports.filter(thread=post, answer__isnull=True)
    )
    return reports.update(closed_at=at, closed_by=moderator, outcome=outcome)
