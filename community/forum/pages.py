"""Cutting long lists: threads and posts by where one has come to, answers by number."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.db.models import Q
from django.http import Http404

from community.forum.models import Post, Thread
from community.forum.models.posts import PostQuerySet
from community.forum.models.threads import ThreadQuerySet
from portal.actors import Actor
from portal.caching import queries

THREADS = 20
POSTS = 20
ANSWERS = 20
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Slice:
    """Some threads, and the mark under which the next ones are found."""

    threads: Sequence[Thread]
    next_mark: str = ""


def mark_of(thread: Thread) -> str:
    """Where a list was left: the time and number of its last thread."""
    return _mark(thread.active_at, thread.pk)


def _mark(at: datetime, number: int) -> str:
    return f"{(at - _EPOCH) // _MICROSECOND}-{number}"


def slice_after(threads: ThreadQuerySet, mark: str, size: int = THREADS) -> Slice:
    """The threads that follow a mark, or the first ones; raises Http404 for a mark not ours."""
    if mark:
        threads = threads.before(*_read(mark))
    found = list(threads.latest_first()[: size + 1])
    return Slice(found[:size], mark_of(found[size - 1]) if len(found) > size else "")


def posts_after(posts: PostQuerySet, mark: str, size: int = POSTS) -> tuple[list[Post], str]:
    """Posts that follow a mark, and the next mark; raises Http404 for a mark not ours."""
    if mark:
        at, number = _read(mark)
        same = Q(created_at=at, pk__lt=number)
        posts = posts.filter(Q(created_at__lt=at) | same, created_at__lte=at)
    found = list(posts[: size + 1])
    shown = found[:size]
    return shown, _mark(shown[-1].created_at, shown[-1].pk) if len(found) > size else ""


def true_mark(mark: str) -> str:
    """A mark as `mark_of` writes it; raises Http404 for any other spelling."""
    _read(mark)
    return mark


def is_left_at(threads: ThreadQuerySet, mark: str) -> bool:
    """Whether one of the threads bears the mark: any two numbers can be spelled as one."""
    active_at, number = _read(mark)
    return threads.filter(pk=number, active_at=active_at).exists()


def _read(mark: str) -> tuple[datetime, int]:
    micros, _, number = mark.partition("-")
    try:
        return _EPOCH + timedelta(microseconds=queries.number(micros)), queries.number(number)
    except OverflowError as error:
        raise Http404 from error


def address_of(post: Post, actor: Actor) -> str:
    """Where somebody reads a post: for an answer the page of its thread that it is on."""
    if post.is_question:
        return post.get_absolute_url()
    same = Q(rank=post.rank, created_at=post.created_at, pk__lt=post.pk)
    earlier = Q(rank__lt=post.rank) | Q(rank=post.rank, created_at__lt=post.created_at) | same
    before = post.thread.posts.answers().shown_to(actor).filter(earlier).count()
    page = f"?page={before // ANSWERS + 1}" if before >= ANSWERS else ""
    return f"{post.thread.get_absolute_url()}{page}#{post.anchor}"


class _Counted(Paginator[Any]):
    """A paginator that was told how many there are, and how to read those of some places."""

    def __init__(self, read: Callable[[range], list[Any]], size: int, count: int) -> None:
        super().__init__([], size)
        self._read = read
        self.count = count

    def page(self, number: Any) -> Page[Any]:
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        places = range(first, min(first + self.per_page, self.count))
        return Page(self._read(places), number, self)


def page_of_answers(read: Callable[[range], list[Any]], count: int, number: str) -> Page[Any]:
    """A page of a thread's answers; raises Http404 for a page that there is not.

    `read` reads those in some of the places from 0 to `count`.
    """
    try:
        return _Counted(read, ANSWERS, count).page(number or 1)
    except (EmptyPage, PageNotAnInteger) as error:
        raise Http404 from error
