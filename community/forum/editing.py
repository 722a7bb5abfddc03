"""Members change what they wrote. What it said before stays, for everybody who could read it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from community.forum import events
from community.forum.holding import must_wait, text_of
from community.forum.models import Post, Revision
from community.forum.posting import one_line
from community.forum.state import turn, with_locked_thread
from community.policy import require
from portal.actors import Actor
from portal.text.cleaning import clean_text
from portal.text.links import links_elsewhere
from portal.text.markdown import render_markdown
from portal.text.policy import VERSION


class ChangedMeanwhileError(Exception):
    """The text is another one than the writer has seen: `post` has it."""

    def __init__(self, post: Post) -> None:
        super().__init__(f"Post {post.pk} has changed")
        self.post = post


@transaction.atomic
def edit_post(
    *,
    actor: Actor,
    post: Post,
    body: str,
    title: str = "",
    revision: int,
    at: datetime | None = None,
) -> Post:
    """Give a post another text, and a question another title, if one is named.

    `revision` is the one that the writer has seen. Raises NotAllowed, and ChangedMeanwhileError.
    """
    post = with_locked_thread(post)
    require(actor, "edit", post)
    at = at or timezone.now()
    body, title = clean_text(body), one_line(title) or post.thread.title
    if (body, title) == (post.body, post.thread.title):
        return post
    if post.revision != revision:
        raise ChangedMeanwhileError(post)
    known = known_links(post)
    keep_text(post, actor, at)
    write_text(post, title, body)
    post.edited_at = at
    stand(post, actor, known, at)
    events.edited.send(Post, post=post, actor=actor, at=at)
    return post


def known_links(post: Post) -> frozenset[str]:
    """The links of a post that everybody reads already."""
    if post.state != Post.State.VISIBLE:
        return frozenset()
    return links_elsewhere(text_of(post, post.thread.title), post.body_html)


def keep_text(post: Post, actor: Actor, at: datetime) -> None:
    """Keep what a post says now, before it says something else."""
    Revision.objects.create(
        post=post,
        number=post.revision,
        title=post.thread.title if post.is_question else "",
        body=post.body,
        was_shown=post.state == Post.State.VISIBLE,
        editor=actor.account,
        replaced_at=at,
    )
    post.revision += 1


def write_text(post: Post, title: str, body: str) -> None:
    """Let a post say something; its row is saved with its state."""
    post.body, post.body_html, post.policy = body, render_markdown(body), VERSION
    if post.is_question and title != post.thread.title:
        post.thread.title = title
        post.thread.save(update_fields=["title"])


def stand(post: Post, actor: Actor, known: frozenset[str], at: datetime) -> None:
    """Save a post that says something else: shown, or held if it has to be looked at first."""
    waits = must_wait(actor, text_of(post, post.thread.title), post.body_html, at=at, known=known)
    turn(
        post,
        Post.State.HELD if waits else Post.State.VISIBLE,
        held_at=at if waits else post.held_at,
        reviewed_at=None if waits else post.reviewed_at,
        **{name: getattr(post, name) for name in _WRITTEN},
    )


_WRITTEN = ("body", "body_html", "policy", "revision", "edited_at", "withdrawn_at")
