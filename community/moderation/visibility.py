"""Take a post out of everybody's sight but the moderators', and bring it back.

Hiding the question hides its thread. Hiding the accepted answer opens the thread again; showing
it again solves it.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from community.forum import events
from community.forum.models import Post, Report
from community.forum.state import turn, with_locked_thread
from community.forum.withdrawal import end_undo
from community.moderation.audit import close_reports, note
from community.moderation.models import ModerationAction
from community.policy import require
from portal.actors import Actor

Verb = ModerationAction.Verb
IN_SIGHT = (Post.State.VISIBLE, Post.State.HELD)
"""What can be hidden: the rest is hidden, or withdrawn and without text."""


@transaction.atomic
def hide_post(
    *,
    actor: Actor,
    post: Post,
    reason: str,
    at: datetime | None = None,
    part_of: ModerationAction | None = None,
) -> Post:
    """Hide a post, of its own or as a part of a larger act. Raises NotAllowed.

    One that was just withdrawn is without text already: its author can't bring it back any more.
    """
    post = with_locked_thread(post)
    require(actor, "moderate", post.thread)
    at = at or timezone.now()
    if post.state in IN_SIGHT:
        said = {"post": post, "before": post.state, "after": Post.State.HIDDEN}
        turn(post, Post.State.HIDDEN)
        note(Verb.HIDE, actor=actor, reason=reason, at=at, part_of=part_of, **said)
        events.hidden.send(Post, post=post, actor=actor, at=at)
    elif post.can_be_restored:
        end_undo(post, at)
    close_reports(post, actor=actor, outcome=Report.Outcome.ACTED, at=at)
    return post


@transaction.atomic
def show_post(
    *,
    actor: Actor,
    post: Post,
    reason: str,
    at: datetime | None = None,
    part_of: ModerationAction | None = None,
    to: Post.State = Post.State.VISIBLE,
) -> Post:
    """Show a hidden post again, of its own or as a part of a larger act. Raises NotAllowed.

    `to` is how it stood: what was held waits again.
    """
    post = with_locked_thread(post)
    require(actor, "moderate", post.thread)
    at = at or timezone.now()
    if post.is_hidden:
        turn(post, to)
        said = {"post": post, "after": to}
        note(Verb.SHOW, actor=actor, reason=reason, at=at, part_of=part_of, **said)
        events.shown.send(Post, post=post, actor=actor, at=at)
    return post
