"""The asker says which answer solved the question, or that none did after all."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.forum.models import Answer, Thread
from community.forum.permissions import NotAllowed, allow_accepting
from community.forum.state import announce, settle
from portal.accounts.models import User


@transaction.atomic
def accept(*, answer: Answer, by: User, at: datetime | None = None) -> Answer:
    """Mark an answer as the one that solved its thread. Raises NotAllowed."""
    thread = Thread.objects.select_for_update().get(pk=answer.thread_id)
    answer = thread.answers.get(pk=answer.pk)
    allow_accepting(by, thread)
    if answer.hidden:
        raise NotAllowed(_("This answer is not shown any more."))
    if answer.accepted_at is None:
        thread.answers.filter(accepted_at__isnull=False).update(accepted_at=None)
        answer.accepted_at = at or timezone.now()
        answer.save(update_fields=["accepted_at"])
        _close(thread)
    return answer


@transaction.atomic
def withdraw(*, answer: Answer, by: User) -> Answer:
    """Say that an accepted answer did not solve it: the thread is open again."""
    thread = Thread.objects.select_for_update().get(pk=answer.thread_id)
    answer = thread.answers.get(pk=answer.pk)
    allow_accepting(by, thread)
    if answer.accepted_at is not None:
        answer.accepted_at = None
        answer.save(update_fields=["accepted_at"])
        _close(thread)
    return answer


def _close(thread: Thread) -> None:
    settle(thread)
    thread.save(update_fields=["answer_count", "state"])
    announce(thread)
