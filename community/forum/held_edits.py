"""A new text of a published post that waits: kept beside the post, which says the earlier one."""

from datetime import datetime
from typing import NamedTuple

from community.forum.models import HeldEdit, Post


class ChangedMeanwhileError(Exception):
    """The text is another one than somebody has seen: `post` has it."""

    def __init__(self, post: Post) -> None:
        super().__init__(f"Post {post.pk} has changed")
        self.post = post


class PostText(NamedTuple):
    """What a post says; `number` grows with each of its texts."""

    title: str
    body: str
    number: int


def latest_text(post: Post) -> PostText:
    """What its author has written last: the text that waits, else the one that is read."""
    waits = HeldEdit.objects.filter(post=post).first()
    if waits:
        return PostText(waits.title or post.thread.title, waits.body, waits.number)
    return PostText(post.thread.title, post.body, post.revision)


def require_seen(post: Post, number: int) -> None:
    """Raise ChangedMeanwhileError unless it is the latest text that somebody has seen."""
    if number != latest_text(post).number:
        raise ChangedMeanwhileError(post)


def hold_edit(post: Post, title: str, body: str, at: datetime) -> None:
    """Let a text wait, in the place of one that waits already. Call with the thread locked."""
    said = {
        "number": latest_text(post).number + 1,
        "title": title if post.is_question else "",
        "body": body,
        "held_at": at,
    }
    HeldEdit.objects.update_or_create(post=post, defaults=said)


def take_edit(post: Post) -> HeldEdit | None:
    """Take away the text that waits, if any. Call with the thread locked."""
    waits = HeldEdit.objects.filter(post=post).first()
    if waits:
        # Its number is used up.
        post.revision = waits.number
        post.save(update_fields=["revision"])
        HeldEdit.objects.filter(pk=waits.pk).delete()
    return waits
