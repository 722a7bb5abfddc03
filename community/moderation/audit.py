"""Every act of a moderator leaves a row, and closes the reports it answers."""

from datetime import datetime
from typing import Any

from community.forum.models import Post, Report
from community.moderation.models import ModerationAction
from portal.actors import Actor
from portal.text.cleaning import clean_text


def note(
    verb: ModerationAction.Verb, *, actor: Actor, reason: str, at: datetime, **about: Any
) -> ModerationAction:
    """Write down who did what, and why; `about` names the post or the thread, before and after."""
    return ModerationAction.objects.create(
        verb=verb, moderator=actor.account, reason=clean_text(reason), at=at, **about
    )


def close_reports(post: Post, *, actor: Actor, outcome: Report.Outcome, at: datetime) -> int:
    """Close the open reports on a post; returns how many there were."""
    reports = Report.objects.filter(post=post, closed_at__isnull=True)
    return reports.update(closed_at=at, closed_by=actor.account, outcome=outcome)
