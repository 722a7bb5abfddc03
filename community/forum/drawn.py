"""The posts of a thread as HTML: their furniture is drawn once for each kind of post.

A kind is all that the furniture shows; the words are what somebody wrote, who it was and when,
and the numbers in addresses. What waits for a moderator few see, and it is drawn anew each time.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.template.loader import get_template
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from community.forum.furniture import Example, Furniture
from community.forum.models import Post, Thread
from community.forum.offered import Offered
from community.forum.reading import AnswerRow
from community.forum.saying import said_of_edit_review, said_of_review
from portal import locales
from portal.accounts.faces import face
from portal.accounts.models import User
from portal.text.templatetags.cldr import ago

# In addresses a mark must be a number, and here it is one that no row has.
_POST = 8_613_379_110_257_401_113
_THREAD = 8_613_379_110_257_402_226
_AUTHOR = 8_613_379_110_257_403_339
_NAME, _FACE, _TEXT, _TITLE, _WHEN = (
    f"\ue000{name}\ue001" for name in ("name", "face", "text", "title", "when")
)
_MARKS = {
    "post": str(_POST),
    "thread": str(_THREAD),
    "author": str(_AUTHOR),
    "name": _NAME,
    "face": _FACE,
    "text": _TEXT,
    "title": _TITLE,
    "when": _WHEN,
}
# What is HTML by itself.
_MARKED = {"face": mark_safe(_FACE), "when": mark_safe(_WHEN)}


class PostKind(NamedTuple):
    """What the furniture of a post shows."""

    kind: str
    state: str
    locale: str
    has_author: bool
    by_staff: bool
    is_accepted: bool
    is_edited: bool
    vote_count: int
    rights: frozenset[str]
    is_voted: bool
    is_reported: bool
    may_settle: bool
    is_moderator: bool


class QuestionKind(NamedTuple):
    """What the furniture of a question shows, which is the top of its thread."""

    post: PostKind
    thread_state: str
    thread_locale: str
    has_title: bool
    is_followed: bool
    may_follow: bool


def answers(rows: Sequence[AnswerRow], thread: Thread, offered: Offered) -> SafeString:
    """The answers of a page."""
    kinds = [_kind(Post.Kind.ANSWER, row, offered, row.is_voted, row.is_reported) for row in rows]
    waiting = [
        row.pk for row in rows if _waits(row.state, row.held_number, row.author_id, offered)
    ]
    words = [_words(row, thread, row.author_name) for row in rows]
    if not waiting:
        return mark_safe(_ANSWER.of_all(zip(kinds, words, strict=True)))
    in_full = Post.objects.select_related("thread", "author", "held_edit").in_bulk(waiting)
    html = []
    for row, kind, own in zip(rows, kinds, words, strict=True):
        if (post := in_full.get(row.pk)) is None:
            html.append(_ANSWER.with_words(kind, own))
        else:
            read = _read(post, kind) | _held(post, offered)
            html.append(_draw("community/parts/answer.html", read))
    return mark_safe("".join(html))


def question(post: Post, offered: Offered) -> tuple[SafeString, SafeString]:
    """What is above the words that its asker alone is told, and what is below them."""
    thread = post.thread
    held = None if offered.account is None else getattr(post, "held_edit", None)
    kind = QuestionKind(
        _kind(Post.Kind.QUESTION, post, offered),
        thread.state,
        thread.locale,
        bool(thread.title),
        post.is_followed,
        offered.may_follow,
    )
    if _waits(post.state, held, post.author_id, offered):
        read = _read_of_question(post, kind) | _held(post, offered)
        top, text = (_draw(name, read) for name in _QUESTION)
    else:
        words = _words(post, thread, post.author.display_name if post.author else None)
        words["title"] = escape(thread.name)
        top, text = (one.with_words(kind, words) for one in _QUESTION.values())
    return mark_safe(top), mark_safe(text)


def _kind(
    kind: Post.Kind,
    post: AnswerRow | Post,
    offered: Offered,
    is_voted: bool = False,
    is_reported: bool = False,
) -> PostKind:
    return PostKind(
        kind,
        post.state,
        post.locale,
        post.author_id is not None,
        post.by_staff,
        post.accepted_at is not None,
        post.edited_at is not None,
        post.vote_count,
        offered.with_post(kind, post.author_id, post.state, post.withdrawn_at),
        is_voted,
        is_reported,
        offered.may_settle,
        offered.is_moderator,
    )


def _words(post: AnswerRow | Post, thread: Thread, name: str | None) -> dict[str, str]:
    """What a post's furniture leaves room for, as HTML."""
    author = post.author_id
    who = None if author is None else User(pk=author, display_name=name or "")
    return {
        "post": str(post.pk),
        "thread": str(thread.pk),
        "author": str(author),
        "name": escape(who or ""),
        "face": face(who) if who else "",
        "text": post.body_html,
        "when": ago(post.created_at),
    }


def _read(post: Post, kind: PostKind) -> dict[str, Any]:
    """What the templates of posts read."""
    return {
        "post": post,
        "face": face(post.author) if post.author else "",
        "when": ago(post.created_at),
        "reader_locale": locales.get(locales.in_force()),
        "rights": kind.rights,
        "is_voted": kind.is_voted,
        "is_reported": kind.is_reported,
        "may_settle": kind.may_settle,
        "is_moderator": kind.is_moderator,
    }


def _read_of_question(post: Post, kind: QuestionKind) -> dict[str, Any]:
    read = _read(post, kind.post)
    return read | {"is_followed": kind.is_followed, "may_follow": kind.may_follow}


def _post(kind: PostKind, thread: Thread) -> Post:
    """A post of a kind, with the marks where its words stand."""
    at = timezone.now()
    return Post(
        pk=_POST,
        thread=thread,
        kind=kind.kind,
        author=User(pk=_AUTHOR, display_name=_NAME) if kind.has_author else None,
        by_staff=kind.by_staff,
        locale=kind.locale,
        body_html=_TEXT,
        state=kind.state,
        created_at=at,
        accepted_at=at if kind.is_accepted else None,
        edited_at=at if kind.is_edited else None,
        vote_count=kind.vote_count,
    )


def _answer(kind: PostKind) -> Example:
    post = _post(kind, Thread(pk=_THREAD))
    return Example(_read(post, kind) | _MARKED, _MARKS)


def _question(kind: QuestionKind) -> Example:
    title = _TITLE if kind.has_title else ""
    thread = Thread(pk=_THREAD, state=kind.thread_state, locale=kind.thread_locale, title=title)
    post = _post(kind.post, thread)
    return Example(_read_of_question(post, kind) | _MARKED, _MARKS)


def _waits(state: str, held_edit: object, author: int | None, offered: Offered) -> bool:
    """Whether the reader sees of a post that it, or a new text of it, waits for a moderator."""
    if state == Post.State.HELD:
        return True
    is_theirs = offered.is_moderator or offered.owns(author)
    return held_edit is not None and state == Post.State.VISIBLE and is_theirs


def _held(post: Post, offered: Offered) -> dict[str, Any]:
    """What is said of a post that waits."""
    return {
        "is_own": offered.owns(post.author_id),
        "edit": getattr(post, "held_edit", None),
        "said_of_review": said_of_review,
        "said_of_edit_review": said_of_edit_review,
    }


def _draw(name: str, read: dict[str, Any]) -> str:
    return str(get_template(name).render(read))


_ANSWER = Furniture("community/parts/answer.html", _answer)
_QUESTION = {
    name: Furniture(name, _question)
    for name in ("community/parts/question_top.html", "community/parts/question_text.html")
}
