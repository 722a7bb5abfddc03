"""What the page of a thread reads: two queries, built once for each kind of reader.

The question comes with all that is said of its thread. Of the answers as much is read as is
shown, in rows that are no models: a page has twenty, and to make a model takes longer than to
draw what is in it.
"""

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, Exists, OuterRef, QuerySet

from community.forum.models import Post, PostVote, Report, Thread
from community.forum.models.posts import PostQuerySet, Sight
from portal.actors import Actor
from portal.prepared import Later, Prepared

_ACCOUNT = Later("account", BigIntegerField())
_THREAD = Later("thread", BigIntegerField())


class AnswerRow(NamedTuple):
    """An answer as it is shown; the last three are what concerns a member who reads it.

    `held_number` is the number of a new text that waits, if one does.
    """

    pk: int
    state: str
    by_staff: bool
    locale: str
    body_html: str
    created_at: datetime
    accepted_at: datetime | None
    edited_at: datetime | None
    withdrawn_at: datetime | None
    vote_count: int
    author_id: int | None
    author_name: str | None
    held_number: int | None = None
    is_voted: bool = False
    is_reported: bool = False


_SHOWN = tuple(name for name in AnswerRow._fields if name not in AnswerRow._field_defaults)
_COLUMNS = {"author_name": "author__display_name", "held_number": "held_edit__number"}


def question(actor: Actor, thread_id: int) -> Post | None:
    """The question of a thread that somebody may see, as `for_page_of` has it, with its thread."""
    if thread_id > BigIntegerField.MAX_BIGINT:
        return None
    sight = Sight.of(actor)
    kind = sight.is_whole, sight.account is not None
    rows = _QUESTION.rows(*kind, account=_key(sight), thread=thread_id)
    found: Post | None = next(iter(rows), None)
    return found


def count_answers(actor: Actor, question: Post) -> int:
    """How many answers somebody sees below a question that `question` has found."""
    if actor.may("community.see_hidden"):
        return question.thread.posts.answers().count()
    return question.thread.answer_count + question.kept_back


def answers(actor: Actor, thread: Thread, places: range, count: int) -> list[AnswerRow]:
    """Those in some places of the `count` that somebody sees, in the order of reading.

    They are looked up from the nearer end, so the last page of a thread is as near as the first.
    """
    if not places:
        return []
    sight = Sight.of(actor)
    from_end = places.start > count - places.stop
    if from_end:
        places = range(count - places.stop, count - places.start)
    kind = sight.is_whole, sight.account is not None, from_end
    rows = _ANSWERS.rows(*kind, cut=places, account=_key(sight), thread=thread.pk)
    found = [AnswerRow(*row) for row in rows]
    return found[::-1] if from_end else found


def _key(sight: Sight) -> int | None:
    key: int | None = sight.account and sight.account.pk
    return key


def _posts(is_whole: bool, has_account: bool) -> tuple[PostQuerySet, Sight]:
    sight = Sight(is_whole, _ACCOUNT if has_account else None)
    return Post.objects.filter(thread=_THREAD), sight


def _question(is_whole: bool, has_account: bool) -> QuerySet[Post]:
    posts, sight = _posts(is_whole, has_account)
    known = posts.in_sight(sight).questions().for_page_of(sight.account)
    # A stranger sees no new text that waits.
    beside = ("held_edit",) if has_account else ()
    return known.select_related("thread__category", "author", *beside)


def _answers(is_whole: bool, has_account: bool, from_end: bool) -> QuerySet[Any, Any]:
    posts, sight = _posts(is_whole, has_account)
    found = posts.answers().in_sight_there(sight).in_reading_order()
    names = _SHOWN
    if has_account:
        mine = {"post": OuterRef("pk")}
        found = found.annotate(
            is_voted=Exists(PostVote.objects.filter(voter=_ACCOUNT, **mine)),
            is_reported=Exists(Report.objects.filter(reporter=_ACCOUNT, **mine)),
        )
        names = AnswerRow._fields
    ordered = found.reverse() if from_end else found
    return ordered.values_list(*(_COLUMNS.get(name, name) for name in names))


_QUESTION = Prepared(_question)
_ANSWERS = Prepared(_answers)
