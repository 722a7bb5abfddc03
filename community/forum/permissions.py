"""Who may do what in the forum. Each function raises `NotAllowed` with a reason for the reader."""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from community.forum.models import Answer, Category, Thread
from community.forum.models.threads import MODERATE
from portal.accounts.models import User


class NotAllowed(PermissionDenied):
    """Refused, with a reason in the reader's language."""


def allow_member(user: User | AnonymousUser) -> User:
    """Raises unless it is somebody with an account in good standing; returns that member."""
    if not isinstance(user, User) or not user.is_active:
        raise NotAllowed(_("Sign in to take part."))
    return user


def allow_asking(user: User | AnonymousUser, category: Category, locale: str) -> None:
    """Members ask in any category that takes their language."""
    allow_member(user)
    if not category.takes(locale):
        raise NotAllowed(_("This category does not take questions in that language."))


def allow_reading(user: User | AnonymousUser, thread: Thread) -> None:
    """Hidden threads are for moderators only."""
    if thread.hidden and not user.has_perm(MODERATE):
        raise NotAllowed(_("This question is not shown any more."))


def allow_answering(user: User | AnonymousUser, thread: Thread) -> None:
    """Members answer what they can read, until it is locked."""
    allow_member(user)
    allow_reading(user, thread)
    if thread.is_locked:
        raise NotAllowed(_("This question is locked: it takes no more answers."))


def allow_accepting(user: User | AnonymousUser, thread: Thread) -> None:
    """The asker says what solved the question; moderators may, too."""
    member = allow_member(user)
    allow_reading(user, thread)
    if thread.is_locked:
        raise NotAllowed(_("This question is locked."))
    if thread.author_id != member.pk and not member.has_perm(MODERATE):
        raise NotAllowed(_("Only who asked can say which answer solved it."))


def allow_voting(user: User | AnonymousUser, answer: Answer) -> None:
    """Members vote for the answers of others."""
    member = allow_member(user)
    allow_reading(user, answer.thread)
    if answer.hidden and not member.has_perm(MODERATE):
        raise NotAllowed(_("This answer is not shown any more."))
    if answer.author_id == member.pk:
        raise NotAllowed(_("You can't vote for your own answer."))


def allow_reporting(user: User | AnonymousUser, thread: Thread, answer: Answer | None) -> None:
    """Members report what others wrote."""
    member = allow_member(user)
    allow_reading(user, thread)
    if answer and answer.hidden and not member.has_perm(MODERATE):
        raise NotAllowed(_("This answer is not shown any more."))
    if (answer or thread).author_id == member.pk:
        raise NotAllowed(_("You can't report what you wrote yourself."))
