"""Who may do what in the community: one table, with the reasons in the reader's words.

Rules are asked of actors (`actor.may("community.answer", thread)`); verbs insist with `require`.
An actor whose account lacks the second factor is an ordinary member here, as everywhere.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.actors import Actor, Rule, is_privileged

_MODERATE = "community.moderate"


class NotAllowed(PermissionDenied):
    """Refused, with a reason in the reader's language."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold for an actor and what the verb is about, and what is said if it does not."""

    holds: Callable[[Actor, Any], bool]
    otherwise: Promise | str


def _moderates(actor: Actor, _where: Any = None) -> bool:
    """Moderators moderate everywhere: in each category and language."""
    return actor.holds(_MODERATE)


def _is_own(actor: Actor, written: Any) -> bool:
    return actor.account is not None and written.author_id == actor.account.pk


def _in_its_thread(condition: Condition) -> Condition:
    """The same condition of the thread that a post is in."""
    return Condition(lambda actor, post: condition.holds(actor, post.thread), condition.otherwise)


_MEMBER = Condition(lambda actor, _subject: actor.is_member, _("Sign in to take part."))
_NOT_SUSPENDED = Condition(
    lambda actor, _subject: actor.account is None or actor.account.suspended_at is None,
    _("A moderator has suspended your account here. You can read, but not write or vote."),
)
_MODERATOR = Condition(_moderates, _("Only moderators can do this."))
_PLACE_IS_OPEN = Condition(
    lambda _actor, place: place.is_open,
    _("This category does not accept questions in that language."),
)
_THREAD_IS_SEEN = Condition(
    lambda actor, thread: not thread.hidden or _moderates(actor, thread),
    _("This question is no longer shown."),
)
_POST_IS_SEEN = Condition(
    lambda actor, post: post.is_shown or _moderates(actor, post.thread),
    _("This answer is no longer shown."),
)
_POST_IS_SHOWN = Condition(
    lambda _actor, post: post.is_shown, _("This answer is no longer shown.")
)
_TAKES_ANSWERS = Condition(
    lambda _actor, thread: not thread.is_locked,
    _("This question is locked. It does not accept more answers."),
)
_QUESTION_STANDS = Condition(
    lambda _actor, thread: bool(thread.title),
    _("This question was withdrawn. It does not accept more answers."),
)
_UNLOCKED = Condition(lambda _actor, thread: not thread.is_locked, _("This question is locked."))
_ASKED_IT = Condition(
    lambda actor, thread: _is_own(actor, thread) or _moderates(actor, thread),
    _("Only the person who asked can say which answer solved it."),
)
_VOTES_FOR_OTHERS = Condition(
    lambda actor, post: not _is_own(actor, post), _("You cannot vote for your own answer.")
)
_REPORTS_OTHERS = Condition(
    lambda actor, post: not _is_own(actor, post), _("You cannot report what you wrote yourself.")
)
_FOLLOWS_OTHERS = Condition(
    lambda actor, thread: not _is_own(actor, thread),
    _("You asked this question yourself: you are told of answers already."),
)
_WROTE_IT = Condition(_is_own, _("You can only change what you wrote yourself."))
_STANDS = Condition(
    lambda _actor, post: not post.is_hidden and not post.is_withdrawn,
    _("This post cannot be changed any more."),
)
# A question of one's own that is held has taken its thread out of sight.
_ITS_THREAD_STANDS = Condition(
    lambda _actor, post: post.is_question or not post.thread.hidden,
    _("This question is no longer shown."),
)
_CAN_BE_RESTORED = Condition(
    lambda _actor, post: post.can_be_restored, _("It is too late to undo this: the text is gone.")
)
_HAS_NO_RIGHTS = Condition(
    lambda _actor, member: not is_privileged(member),
    _("This account belongs to somebody who works here. Ask an administrator."),
)
# The company's word, not a peer's.
_ARRANGES = Condition(
    lambda actor, _subject: actor.holds("community.add_category"),
    _("Only moderators can do this."),
)
_COLLEAGUE = Condition(
    lambda actor, _subject: actor.is_colleague or _moderates(actor),
    _("Only moderators can do this."),
)

_TAKES_PART = (_MEMBER, _NOT_SUSPENDED)
_SETTLES = (*_TAKES_PART, _THREAD_IS_SEEN, _UNLOCKED, _ASKED_IT)
_SEES = (*_TAKES_PART, _in_its_thread(_THREAD_IS_SEEN), _POST_IS_SEEN)
_OWNS = (*_TAKES_PART, _WROTE_IT, _in_its_thread(_UNLOCKED), _ITS_THREAD_STANDS)

# Verb → what must hold, in the order in which it is said. What a verb is about: a place (ask,
# move_to), a thread (read, answer, follow, settle), a post (accept, vote, report, edit, withdraw,
# restore), a member (suspend), a thread, a category or nothing in particular (moderate, arrange).
# To settle is to say what solved a thread, or that nothing did; to arrange is to make categories.
RULES: Mapping[str, tuple[Condition, ...]] = {
    "read": (_THREAD_IS_SEEN,),
    "ask": (*_TAKES_PART, _PLACE_IS_OPEN),
    "answer": (*_TAKES_PART, _THREAD_IS_SEEN, _TAKES_ANSWERS, _QUESTION_STANDS),
    "follow": (_MEMBER, _THREAD_IS_SEEN, _TAKES_ANSWERS, _QUESTION_STANDS, _FOLLOWS_OTHERS),
    "settle": _SETTLES,
    "accept": (*map(_in_its_thread, _SETTLES), _POST_IS_SHOWN),
    "vote": (*_SEES, _VOTES_FOR_OTHERS),
    "report": (*_SEES, _REPORTS_OTHERS),
    "edit": (*_OWNS, _STANDS),
    "withdraw": (*_OWNS, _STANDS),
    "restore": (*_OWNS, _CAN_BE_RESTORED),
    "moderate": (_MODERATOR,),
    "suspend": (_MODERATOR, _HAS_NO_RIGHTS),
    "arrange": (_ARRANGES,),
    "move_to": (_MODERATOR, _PLACE_IS_OPEN),
    "see_hidden": (_MODERATOR,),
    "speak_as_staff": (_COLLEAGUE,),
}


def refusal(actor: Actor, verb: str, subject: Any = None) -> str:
    """Why the actor may not do it, in the language in force; empty if it may."""
    unmet = (each.otherwise for each in RULES[verb] if not each.holds(actor, subject))
    return str(next(unmet, ""))


def require(actor: Actor, verb: str, subject: Any = None) -> None:
    """Raises NotAllowed with the reason unless the actor may do this."""
    if reason := refusal(actor, verb, subject):
        raise NotAllowed(reason)


def _allows(verb: str, actor: Actor, subject: Any) -> bool:
    return all(each.holds(actor, subject) for each in RULES[verb])


POLICY: Mapping[str, Rule] = {verb: partial(_allows, verb) for verb in RULES}
