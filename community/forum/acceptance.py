"""The asker says which answer solved the question, or that none did after all."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from community.forum import events
from community.forum.models import Post
from community.forum.state import settle, with_locked_thread
from community.policy import require
from portal.actors import Actor


@transaction.atomic
def accept_answer(*, actor: Actor, answer: Post, at: datetime | None = None) -> Post:
    """Mark an answer as the one that solved its thread. Raises NotAllowed."""
    answer = with_locked_thread(answer)
    require(actor, "accept", answer)
    if answer.accepted_at is None:
        at = at or timezone.now()
        before = answer.thread.posts.accepted().first()
        if before:
            before.accepted_at = None
            before.save(update_fields=["accepted_at"])
        _mark(answer, at)
        events.accepted.send(Post, post=answer, before=before, actor=actor, at=at)
    return answer


@transaction.atomic
def withdraw_acceptance(*, actor: Actor, answer: Post, at: datetime | None = None) -> Post:
    """Say that an accepted answer did not solve it: the thread is open again."""
    answer = with_locked_thread(answer)
    require(actor, "settle", answer.thread)
    if answer.accepted_at is not None:
        _mark(answer, None)
        events.acceptance_withdrawn.send(Post, post=answer, actor=actor, at=at or timezone.now())
    return answer


def _mark(answer: Post, accepted_at: datetime | None) -> None:
    answer.accepted_at = accepted_at
    answer.save(update_fields=["accepted_at"])
    settle(answer.thread)
