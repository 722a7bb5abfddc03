"""Put a thread into the category it belongs to."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from community.forum import events
from community.forum.models import Category, Place, Report, Thread
from community.forum.state import locked_thread
from community.moderation.audit import close_reports, note
from community.moderation.models import ModerationAction
from community.policy import require
from portal.actors import Actor


@transaction.atomic
def move_thread(
    *, actor: Actor, thread: Thread, to: Category, reason: str, at: datetime | None = None
) -> Thread:
    """Move a thread to another category that takes its language. Raises NotAllowed."""
    thread = locked_thread(thread.pk)
    require(actor, "moderate", thread)
    require(actor, "move_to", Place(to, thread.locale))
    if thread.category_id != to.pk:
        at = at or timezone.now()
        before, thread.category = thread.category, to
        thread.save(update_fields=["category"])
        said = {"thread": thread, "before": before.slug, "after": to.slug}
        note(ModerationAction.Verb.MOVE, actor=actor, reason=reason, at=at, **said)
        close_reports(
            thread.posts.questions().get(), actor=actor, outcome=Report.Outcome.ACTED, at=at
        )
        events.moved.send(Thread, thread=thread, before=before, actor=actor, at=at)
    return thread
