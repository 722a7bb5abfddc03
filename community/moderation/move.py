"""Put a thread into the category it belongs to."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.forum.models import Category, Report, Thread
from community.forum.permissions import NotAllowed
from community.forum.state import announce
from community.moderation.audit import close_reports, note, thread_of
from community.moderation.models import ModerationAction
from community.moderation.permissions import allow_moderating
from portal.accounts.models import User


@transaction.atomic
def move(
    *, thread: Thread, to: Category, moderator: User, reason: str, at: datetime | None = None
) -> Thread:
    """Move a thread to another category that takes its language. Raises NotAllowed."""
    allow_moderating(moderator)
    thread = thread_of(thread)
    if not to.takes(thread.locale):
        raise NotAllowed(_("This category does not take questions in that language."))
    if thread.category_id != to.pk:
        at = at or timezone.now()
        before, thread.category = thread.category.slug, to
        thread.save(update_fields=["category"])
        note(
            ModerationAction.Verb.MOVE,
            thread,
            moderator=moderator,
            reason=reason,
            at=at,
            before=before,
            after=to.slug,
        )
        close_reports(thread, moderator=moderator, outcome=Report.Outcome.ACTED, at=at)
        announce(thread)
    return thread
