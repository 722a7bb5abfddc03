"""The course of a thread: open → solved → open again, and locked whatever came before.

Answers never change it; an accepted answer that can be read does. Locking keeps what was
accepted, so unlocking finds the way back.
"""

from django.db.models import Count, Min, Q

from community.forum.models import Post, Thread

_SHOWN = Q(state=Post.State.VISIBLE)
_ANSWERS = Q(kind=Post.Kind.ANSWER) & _SHOWN


def with_locked_thread(post: Post) -> Post:
    """The post as it is now, with the row of its thread locked until the transaction ends."""
    return locked_thread(post.thread_id).posts.get(pk=post.pk)


def locked_thread(pk: int) -> Thread:
    """The thread as it is now, its row locked until the transaction ends."""
    return Thread.objects.select_for_update().get(pk=pk)


def settle(thread: Thread) -> None:
    """Read the course of a thread off its posts and keep it. Call with the thread's row locked."""
    by_others = _ANSWERS & (Q(author__isnull=True) | ~Q(author=thread.author_id))
    found = thread.posts.aggregate(
        answers=Count("pk", filter=_ANSWERS),
        solved=Count("pk", filter=_ANSWERS & Q(accepted_at__isnull=False)),
        asked=Count("pk", filter=Q(kind=Post.Kind.QUESTION) & _SHOWN),
        first_reply=Min("created_at", filter=by_others),
    )
    thread.answer_count = found["answers"]
    thread.first_reply_at = found["first_reply"]
    thread.hidden = not found["asked"]
    if not thread.is_locked:
        thread.state = Thread.State.SOLVED if found["solved"] else Thread.State.OPEN
    thread.save(update_fields=["active_at", "first_reply_at", "answer_count", "state", "hidden"])
