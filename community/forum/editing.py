"""Members change what they wrote. What it said before stays, for everybody who could read it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from community.forum import events
from community.forum.held_edits import hold_edit, latest_text, require_seen, take_edit
from community.forum.holding import must_wait, text_of
from community.forum.models import Post, Revision
from community.forum.state import turn, with_locked_thread
from community.policy import require
from portal.accounts.models import User
from portal.actors import Actor
from portal.text.cleaning import clean_line, clean_text
from portal.text.links import links_elsewhere
from portal.text.markdown import render_markdown
from portal.text.policy import VERSION


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

    A text that has to be looked at first waits beside a published post, which stays as it is.
    `revision` is the one that the writer has seen. Raises NotAllowed, and ChangedMeanwhileError.
    """
    post = with_locked_thread(post)
    require(actor, "edit", post)
    at = at or timezone.now()
    latest = latest_text(post)
    title, body = clean_line(title) or latest.title, clean_text(body)
    if (title, body) == (latest.title, latest.body):
        return post
    require_seen(post, revision)
    if post.is_shown and _must_wait(actor, post, title, body, at):
        hold_edit(post, title, body, at)
        return post
    take_edit(post)
    if (title, body) != (post.thread.title, post.body):
        known = known_links(post)
        replace_text(post, title, body, editor=actor.account, at=at)
        stand(post, actor, known, at)
        events.edited.send(Post, post=post, actor=actor, at=at)
    return post


def _must_wait(actor: Actor, post: Post, title: str, body: str, at: datetime) -> bool:
    text = text_of(post, title, body)
    return must_wait(actor, text, render_markdown(body), at=at, known=known_links(post))


def known_links(post: Post) -> frozenset[str]:
    """The links of a post that everybody reads already."""
    if post.state != Post.State.VISIBLE:
        return frozenset()
    return links_elsewhere(text_of(post, post.thread.title, post.body), post.body_html)


def replace_text(post: Post, title: str, body: str, *, editor: User | None, at: datetime) -> None:
    """Let a post say something else; its row is saved with its state, by `written`."""
    keep_text(post, editor, at)
    write_text(post, title, body)
    post.edited_at = at


def keep_text(post: Post, editor: User | None, at: datetime) -> None:
    """Keep what a post says now, before it says something else."""
    Revision.objects.create(
        post=post,
        number=post.revision,
        title=post.thread.title if post.is_question else "",
        body=post.body,
        was_shown=post.state == Post.State.VISIBLE,
        editor=editor,
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
    text = text_of(post, post.thread.title, post.body)
    waits = must_wait(actor, text, post.body_html, at=at, known=known)
    turn(
        post,
        Post.State.HELD if waits else Post.State.VISIBLE,
        held_at=at if waits else post.held_at,
        reviewed_at=None if waits else post.reviewed_at,
        **written(post),
    )


def written(post: Post) -> dict[str, object]:
    """What is to be saved of a post whose text was replaced."""
    return {name: getattr(post, name) for name in _WRITTEN}


_WRITTEN = ("body", "body_html", "policy", "revision", "edited_at", "withdrawn_at")
