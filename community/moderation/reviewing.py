"""Look at what was held: let everybody read it, or do not. Its author is told.

Held is a post, or a new text of one that is published. `seen` is the number of the text that the
moderator has read: one that its author has replaced since is another one.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from community.forum import events
from community.forum.editing import replace_text, written
from community.forum.held_edits import require_seen, take_edit
from community.forum.models import Post
from community.forum.state import turn, with_locked_thread
from community.moderation.audit import note
from community.moderation.models import ModerationAction
from community.policy import require
from portal.actors import Actor


@transaction.atomic
def approve_post(
    *,
    actor: Actor,
    post: Post,
    seen: int,
    reason: str = "",
    at: datetime | None = None,
) -> Post:
    """Let everybody read what was held. Raises NotAllowed, and ChangedMeanwhileError."""
    post = _seen(post, actor, seen)
    at = at or timezone.now()
    if post.is_held:
        # Readers meet it now: the lists show it among what is new.
        post.thread.active_at = max(post.thread.active_at, at)
        turn(post, Post.State.VISIBLE, reviewed_at=at)
        note(ModerationAction.Verb.APPROVE, post=post, actor=actor, reason=reason, at=at)
        events.approved.send(Post, post=post, actor=actor, at=at)
    elif post.is_shown and (edit := take_edit(post)):
        title = edit.title or post.thread.title
        replace_text(post, title, edit.body, editor=post.author, at=at)
        turn(post, Post.State.VISIBLE, held_at=edit.held_at, reviewed_at=at, **written(post))
        note(ModerationAction.Verb.APPROVE, post=post, actor=actor, reason=reason, at=at)
        events.edit_approved.send(Post, post=post, actor=actor, at=at)
    return post


@transaction.atomic
def refuse_post(
    *,
    actor: Actor,
    post: Post,
    seen: int,
    reason: str = "",
    at: datetime | None = None,
) -> Post:
    """Hide a post that was held, or drop the new text of one; its author reads the reason.

    Raises NotAllowed, and ChangedMeanwhileError.
    """
    post = _seen(post, actor, seen)
    at = at or timezone.now()
    if post.is_held:
        turn(post, Post.State.HIDDEN, reviewed_at=at)
        note(ModerationAction.Verb.REFUSE, post=post, actor=actor, reason=reason, at=at)
        events.refused.send(Post, post=post, reason=reason, actor=actor, at=at)
    elif post.is_shown and take_edit(post):
        note(ModerationAction.Verb.REFUSE, post=post, actor=actor, reason=reason, at=at)
        events.edit_refused.send(Post, post=post, reason=reason, actor=actor, at=at)
    return post


def _seen(post: Post, actor: Actor, number: int) -> Post:
    """The post with its thread locked, if the moderator has read its latest text."""
    post = with_locked_thread(post)
    require(actor, "moderate", post.thread)
    require_seen(post, number)
    return post
