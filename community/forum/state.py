"""The course of a thread: open → solved → open again, and locked whatever came before.

Answers never change it; an accepted answer that can be read does. Locking keeps what was
accepted, so unlocking finds the way back.
"""

from typing import Any

from django.db.models import Count, Min, Q

from community.forum.models import Post, Thread


def with_locked_thread(post: Post) -> Post:
    """The post as it is now, with the row of its thread locked until the transaction ends."""
    return locked_thread(post.thread_id).posts.get(pk=post.pk)


def locked_thread(pk: int) -> Thread:
    """The thread as it is now, its row locked until the transaction ends."""
    return Thread.objects.select_for_update().get(pk=pk)


def settle(thread: Thread) -> None:
    """Read the course of a thread off its posts and keep it. Call with the thread's row locked."""
    found = thread.posts.readable().aggregate(
        answers=Count("pk", filter=Q(kind=Post.Kind.ANSWER)),
        questions=Count("pk", filter=Q(kind=Post.Kind.QUESTION, state=Post.State.VISIBLE)),
        withdrawn=Count("pk", filter=Q(state=Post.State.WITHDRAWN)),
        accepted=Count("accepted_at"),
    )
    thread.answer_count = found["answers"]
    # A question that was withdrawn leaves its place to the answers, if it has any.
    thread.hidden = not found["questions"] and not (found["withdrawn"] and found["answers"])
    if not thread.is_locked:
        thread.state = Thread.State.SOLVED if found["accepted"] else Thread.State.OPEN
    thread.save(update_fields=["active_at", "first_reply_at", "answer_count", "state", "hidden"])


def turn(post: Post, state: Post.State, **changes: Any) -> None:
    """Give a post another state and let its thread follow. Call with the thread's row locked."""
    post.state = state
    for name, value in changes.items():
        setattr(post, name, value)
    post.save(update_fields=["state", *changes])
    if not post.is_question:
        find_first_reply(post.thread)
    settle(post.thread)


def note_reply(answer: Post) -> None:
    """Let the thread of a new answer know when it was last written in, and first replied to."""
    thread = answer.thread
    thread.active_at = max(thread.active_at, answer.created_at)
    if thread.first_reply_at is None and answer.author_id != thread.author_id:
        thread.first_reply_at = answer.created_at


def find_first_reply(thread: Thread) -> None:
    """Look anew for the first answer by somebody else that can be read."""
    by_others = Q(author__isnull=True) | ~Q(author=thread.author_id)
    replies = thread.posts.answers().shown().filter(by_others)
    thread.first_reply_at = replies.aggregate(first=Min("created_at"))["first"]
