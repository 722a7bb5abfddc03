"""The course of a thread: open → solved → open again, and locked whatever came before.

Answers never change it; an accepted answer that can be read does. Locking keeps what was
accepted, so unlocking finds the way back.
"""

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
    found = thread.posts.shown().aggregate(
        answers=Count("pk", filter=Q(kind=Post.Kind.ANSWER)),
        questions=Count("pk", filter=Q(kind=Post.Kind.QUESTION)),
        accepted=Count("accepted_at"),
    )
    thread.answer_count = found["answers"]
    thread.hidden = not found["questions"]
    if not thread.is_locked:
        thread.state = Thread.State.SOLVED if found["accepted"] else Thread.State.OPEN
    thread.save(update_fields=["active_at", "first_reply_at", "answer_count", "state", "hidden"])


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
