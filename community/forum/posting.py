"""Members ask and answer. The same form posts once, however often it is sent."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from community.forum import events
from community.forum.models import Category, Place, Post, Thread
from community.forum.state import locked_thread, note_reply, settle
from community.policy import require
from portal.actors import Actor
from portal.text.cleaning import clean_text
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
    question = _written(
        actor, body, kind=Post.Kind.QUESTION, locale=locale, key=idempotency_key, at=at
    )
    thread = Thread(
        category=category,
        author=question.author,
        locale=locale,
        title=" ".join(clean_text(title).split()),
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
        note_reply(answer)
        settle(answer.thread)

    return _once(answer, append, actor)


def _written(
    actor: Actor, body: str, *, key: UUID | None, at: datetime | None, **fields: Any
) -> Post:
    body = clean_text(body)
    return Post(
        author=actor.account,
        by_staff=actor.may("community.speak_as_staff"),
        body=body,
        body_html=render_markdown(body),
        policy=VERSION,
        created_at=at or timezone.now(),
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
