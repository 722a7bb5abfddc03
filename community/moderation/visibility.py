"""Take a post out of everybody's sight but the moderators', and bring it back.

Hiding the question hides its thread. Hiding the accepted answer opens the thread again; showing
it again solves it.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from community.forum import events
from community.forum.models import Post, Report
from community.forum.state import find_first_reply, settle, with_locked_thread
from community.moderation.audit import close_reports, note
from community.moderation.models import ModerationAction
from community.policy import require
from portal.actors import Actor


@transaction.atomic
def hide_post(*, actor: Actor, post: Post, reason: str, at: datetime | None = None) -> Post:
    """Hide a post. Raises NotAllowed."""
    post = with_locked_thread(post)
    require(actor, "moderate", post.thread)
    at = at or timezone.now()
    if not post.is_hidden:
        _turn(post, Post.State.HIDDEN)
        note(ModerationAction.Verb.HIDE, post=post, actor=actor, reason=reason, at=at)
        events.hidden.send(Post, post=post, actor=actor, at=at)
    close_reports(post, actor=actor, outcome=Report.Outcome.ACTED, at=at)
    return post


@transaction.atomic
def show_post(*, actor: Actor, post: Post, reason: str, at: datetime | None = None) -> Post:
    """Show a hidden post again. Raises NotAllowed."""
    post = with_locked_thread(post)
    require(actor, "moderate", post.thread)
    at = at or timezone.now()
    if post.is_hidden:
        _turn(post, Post.State.VISIBLE)
        note(ModerationAction.Verb.SHOW, post=post, actor=actor, reason=reason, at=at)
        events.shown.send(Post, post=post, actor=actor, at=at)
    return post


def _turn(post: Post, state: Post.State) -> None:
    post.state = state
    post.save(update_fields=["state"])
    if not post.is_question:
        find_first_reply(post.thread)
    settle(post.thread)
