"""Dealing with readers' comments: to close one, to answer it by mail, to open it again."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kb.feedback import rewriting
from kb.feedback.models import Closing, Vote
from kb.reading.resolving import address
from portal.actors import Actor
from portal.watches import writing

_SUBJECT = _("An answer to your comment on: %(title)s")


class AlreadyDealtWithError(ValueError):
    """Somebody else was faster."""


class NoAddressError(ValueError):
    """The reader has left no address, or wants no mail any more."""


def close(vote: Vote, *, actor: Actor, at: datetime | None = None) -> None:
    """There is nothing more to do; raises PermissionDenied. Closed twice it is closed once."""
    _require(actor, vote)
    Closing.objects.get_or_create(
        vote=vote, defaults={"by": actor.account, "at": at or timezone.now()}
    )


def answer(
    vote: Vote, words: str, *, title: str, actor: Actor, at: datetime | None = None
) -> None:
    """Write to the reader, who never learns who did, as nobody here learns the address.

    `title` is what the text is called. Raises PermissionDenied, NoAddressError, and
    AlreadyDealtWithError.
    """
    _require(actor, vote)
    with transaction.atomic():
        told = {"by": actor.account, "at": at or timezone.now(), "answer": words}
        _closing, is_new = Closing.objects.get_or_create(vote=vote, defaults=told)
        if not is_new:
            raise AlreadyDealtWithError
        sent = writing.write(
            rewriting.NAME,
            rewriting.name(vote),
            kind=f"answer.comment.{vote.pk}",
            subject=_SUBJECT,
            template="kb/mail/comment_answered.txt",
            context={
                "title": title,
                "comment": vote.comment,
                "words": words,
                "path": address(vote.family.slug, vote.reader_locale),
            },
        )
        if not sent:
            raise NoAddressError


def reopen(vote: Vote, *, actor: Actor) -> None:
    """It is to be looked at again; raises PermissionDenied."""
    _require(actor, vote)
    Closing.objects.filter(vote=vote).delete()


def _require(actor: Actor, vote: Vote) -> None:
    if not actor.may("help.answer_comment", vote):
        raise PermissionDenied
