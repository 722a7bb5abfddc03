"""Members take back what they wrote. Of a question the answers stay, where they are, without it.

For an hour the text can be brought back, and a change that waited with it waits again; then
nobody has either any more.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from community.forum import events
from community.forum.editing import keep_text, stand, write_text
from community.forum.models import HeldEdit, Post, Revision, Thread
from community.forum.models.posts import UNDO_FOR
from community.forum.state import turn, with_locked_thread
from community.policy import require
from portal import batches, clock
from portal.actors import Actor
from portal.text.links import links_elsewhere


@transaction.atomic
def withdraw_post(*, actor: Actor, post: Post, at: datetime | None = None) -> Post:
    """Take a post back. Raises NotAllowed."""
    post = with_locked_thread(post)
    if post.is_withdrawn and actor.may("community.restore", post):
        return post
    require(actor, "withdraw", post)
    at = at or timezone.now()
    keep_text(post, actor.account, at)
    empty(post, at)
    events.withdrawn.send(Post, post=post, actor=actor, at=at)
    return post


@transaction.atomic
def restore_post(*, actor: Actor, post: Post, at: datetime | None = None) -> Post:
    """Bring a post back that was just withdrawn. Raises NotAllowed."""
    post = with_locked_thread(post)
    if not post.is_withdrawn and actor.may("community.edit", post):
        return post
    require(actor, "restore", post)
    at = at or timezone.now()
    last = post.revisions.latest("number")
    write_text(post, last.title or post.thread.title, last.body)
    post.revision, post.withdrawn_at = last.number, None
    known = links_elsewhere(f"{last.title}\n{last.body}", post.body_html)
    last.delete()
    stand(post, actor, known if last.was_shown else frozenset(), at)
    events.restored.send(Post, post=post, actor=actor, at=at)
    return post


def empty(post: Post, at: datetime) -> None:
    """Take the text out of a post, and out of a question its title.

    Call with the thread's row locked.
    """
    if post.is_question:
        post.thread.title = ""
        post.thread.save(update_fields=["title"])
    said = {"body": "", "body_html": "", "revision": post.revision, "withdrawn_at": at}
    turn(post, Post.State.WITHDRAWN, **said)


def end_undo(post: Post, at: datetime) -> None:
    """Let a post stay withdrawn, whatever its author thinks now. Call with the thread locked."""
    post.withdrawn_at = at - UNDO_FOR
    post.save(update_fields=["withdrawn_at"])


def forget_withdrawn(at: datetime | None = None) -> int:
    """Delete for good what can't be brought back: texts, and questions that nobody answered."""
    at = at or timezone.now()
    over = clock.is_over("withdrawn_at", at, UNDO_FOR)
    gone = Post.objects.filter(over, state=Post.State.WITHDRAWN)
    texts = batches.delete(Revision.objects.filter(post__in=gone))
    texts += batches.delete(HeldEdit.objects.filter(post__in=gone))
    alone = Thread.objects.annotate(posts_in_it=Count("posts")).filter(
        hidden=True, posts_in_it=1, pk__in=gone.questions().values("thread")
    )
    return texts + batches.delete(Thread.objects.filter(pk__in=alone.values("pk")))
