"""Members ask and answer. The same form posts once, however often it is sent."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from community.forum import events
from community.forum.holding import must_wait
from community.forum.models import Category, Place, Post, Thread
from community.forum.state import locked_thread, note_reply, settle
from community.policy import require
from portal.actors import Actor
from portal.text.cleaning import clean_line, clean_text
from portal.text.markdown import render_markdown
from portal.text.policy import VERSION


def post_question(
    *,
    actor: Actor,
    category: Category,
    locale: str,
    title: str,
    body: str,
    idempotency_key: UUID | None = None,
    at: datetime | None = None,
) -> Thread:
    """Post a question: a thread of its own. Raises NotAllowed."""
    require(actor, "ask", Place(category, locale))
    title = clean_line(title)
    question = _written(
        actor,
        body,
        title=title,
        kind=Post.Kind.QUESTION,
        locale=locale,
        key=idempotency_key,
        at=at,
    )
    thread = Thread(
        category=category,
        author=question.author,
        locale=locale,
        title=title,
        hidden=question.is_held,
        created_at=question.created_at,
        active_at=question.created_at,
    )

    def begin() -> None:
        thread.save(force_insert=True)
        question.thread = thread
        question.save(force_insert=True)

    return _once(question, begin, actor).thread


def post_answer(
    *,
    actor: Actor,
    thread: Thread,
    body: str,
    locale: str = "",
    idempotency_key: UUID | None = None,
    at: datetime | None = None,
) -> Post:
    """Post an answer, in the thread's language unless another is named. Raises NotAllowed."""
    answer = _written(
        actor,
        body,
        kind=Post.Kind.ANSWER,
        locale=locale or thread.locale,
        key=idempotency_key,
        at=at,
    )

    def append() -> None:
        answer.thread = locked_thread(thread.pk)
        require(actor, "answer", answer.thread)
        answer.save(force_insert=True)
        if not answer.is_held:
            note_reply(answer)
        settle(answer.thread)

    return _once(answer, append, actor)


def _written(
    actor: Actor,
    body: str,
    *,
    title: str = "",
    key: UUID | None,
    at: datetime | None,
    **fields: Any,
) -> Post:
    at = at or timezone.now()
    body = clean_text(body)
    html = render_markdown(body)
    waits = must_wait(actor, f"{title}\n{body}", html, at=at)
    return Post(
        author=actor.account,
        by_staff=actor.may("community.speak_as_staff"),
        body=body,
        body_html=html,
        policy=VERSION,
        state=Post.State.HELD if waits else Post.State.VISIBLE,
        held_at=at if waits else None,
        created_at=at,
        idempotency_key=key,
        **fields,
    )


def _once(post: Post, write: Callable[[], None], actor: Actor) -> Post:
    """The post, or the one that its form posted before."""
    try:
        with transaction.atomic():
            write()
            events.posted.send(Post, post=post, actor=actor, at=post.created_at)
    except IntegrityError:
        earlier = Post.objects.filter(author=post.author, idempotency_key=post.idempotency_key)
        if post.idempotency_key and (found := earlier.select_related("thread").first()):
            return found
        raise
    return post
