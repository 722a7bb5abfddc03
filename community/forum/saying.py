"""What members are told about their posts: how each stands, and what holding means."""

from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from community.forum import figures
from community.forum.models import Post, Thread

type Standing = tuple[str, Promise | str]
"""How loud it is said (as components/pill has it), and what."""

_OUT_OF_SIGHT: dict[str, Standing] = {
    Post.State.HIDDEN: ("danger", _("Hidden by a moderator")),
    Post.State.HELD: ("warning", _("Waiting for a moderator")),
    Post.State.WITHDRAWN: ("neutral", _("Withdrawn")),
}
_OF_THREADS: dict[str, Standing] = {
    Thread.State.SOLVED: ("success", _("Solved")),
    Thread.State.LOCKED: ("neutral", _("Locked")),
}
_CHANGING: Standing = ("warning", _("Your change is waiting for a moderator"))
_OPEN: Standing = ("neutral", _("Open"))
_ANSWERED: Standing = ("success", _("Answered"))
_ACCEPTED: Standing = ("success", _("This solved it"))
_SHOWN: Standing = ("neutral", _("Published"))


def standing(post: Post) -> Standing:
    """What became of a post, for its author. Its thread and `held_edit` must be at hand."""
    if post.state in _OUT_OF_SIGHT:
        return _OUT_OF_SIGHT[post.state]
    if hasattr(post, "held_edit"):
        return _CHANGING
    if not post.is_question:
        return _ACCEPTED if post.accepted_at else _SHOWN
    return _OF_THREADS.get(post.thread.state) or (_ANSWERED if post.thread.answer_count else _OPEN)


def said_of_review() -> str:
    """What is said of a post that is held: who sees it, and how long that takes, if known."""
    only = gettext("Until then only you and the moderators see it. We write to you then.")
    return f"{_usual_review()} {only}"


def said_of_edit_review() -> str:
    """The same of a new text of a post that is published."""
    until = gettext("Until then everybody reads the earlier text. We write to you then.")
    return f"{_usual_review()} {until}"


def _usual_review() -> str:
    usual = figures.usual_wait_for_review()
    if usual is None:
        first = gettext("A person looks at this first.")
    else:
        hours = usual // timedelta(hours=1)
        first = ngettext(
            "A person looks at this first, usually within %(hours)s hour.",
            "A person looks at this first, usually within %(hours)s hours.",
            hours,
        ) % {"hours": hours}
    return first
