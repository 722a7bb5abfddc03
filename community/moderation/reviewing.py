"""Look at what was held: let everybody read it, or do not. Its author is told."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from community.forum import events
from community.forum.models import Post
from community.forum.state import turn, with_locked_thread
from community.moderation.audit import note
from community.moderation.models import ModerationAction
from community.policy import require
from portal.actors import Actor


@transaction.atomic
def approve_post(
    *, actor: Actor, post: Post, reason: str = "", at: datetime | None = None
) -> Post:
    """Let everybody read a post that was held. Raises NotAllowed."""
    post = with_locked_thread(post)
    require(actor, "moderate", post.thread)
    at = at or timezone.now()
    if post.is_held:
        # Readers meet it now: the lists show it among what is new.
        post.thread.active_at = max(post.thread.active_at, at)
        turn(post, Post.State.VISIBLE, reviewed_at=at)
        note(ModerationAction.Verb.APPROVE, post=post, actor=actor, reason=reason, at=at)
        events.approved.send(Post, post=post, actor=actor, at=at)
    return post


@transaction.atomic
def refuse_post(*, actor: Actor, post: Post, reason: str = "", at: datetime | None = None) -> Post:
    """Hide a post that was held; its author reads the reason. Raises NotAllowed."""
    post = with_locked_thread(post)
    require(actor, "moderate", post.thread)
    at = at or timezone.now()
    if post.is_held:
        turn(post, Post.State.HIDDEN, reviewed_at=at)
        note(ModerationAction.Verb.REFUSE, post=post, actor=actor, reason=reason, at=at)
        events.refused.send(Post, post=post, reason=reason, actor=actor, at=at)
    return post
