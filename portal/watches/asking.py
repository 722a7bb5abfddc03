"""Asking to be told, confirming it, and wanting it no more."""

from datetime import datetime
from enum import Enum

from django.db import transaction
from django.utils import timezone

from portal.actors import Actor
from portal.limits.spending import may_write_to
from portal.watches import letters, occasions
from portal.watches.models import Watch
from portal.watches.occasions import Thing
from portal.watches.telling import call_one

CONFIRMATION = "watch confirmation"


class NothingToWaitForError(LookupError):
    """There is no such thing, or none that this reader may see."""


class AskResult(Enum):
    """What came of asking."""

    HAS_COME = "has come"
    WAITS = "waits"
    IS_TO_CONFIRM = "is to confirm"


def thing(occasion: str, about: str, actor: Actor, since: datetime | None = None) -> Thing:
    """What can be waited for; raises NothingToWaitForError."""
    try:
        found = occasions.get(occasion).look(about, actor, since or timezone.now())
    except LookupError as error:
        raise NothingToWaitForError(occasion) from error
    if found is None:
        raise NothingToWaitForError(about)
    return found


@transaction.atomic
def ask(
    *, actor: Actor, occasion: str, about: str, email: str = "", at: datetime | None = None
) -> AskResult:
    """Be told once in the actor's language; asked for twice it is one wish.

    A member is written to at the account's address, anybody else at `email`, once its owner has
    confirmed that. What is answered does not tell whether an address waits already. Raises
    NothingToWaitForError, and ValueError for a stranger without an address.
    """
    what, at = thing(occasion, about, actor), at or timezone.now()
    if what.has_come:
        return AskResult.HAS_COME
    wish = {"occasion": occasion, "about": about, "locale": actor.language}
    if actor.account is not None:
        Watch.objects.get_or_create(
            **wish, member=actor.account, defaults={"asked_at": at, "confirmed_at": at}
        )
        return AskResult.WAITS
    if not email:
        raise ValueError("Nobody to tell")
    watch, _is_new = Watch.objects.get_or_create(
        **wish, member=None, email=email.lower(), defaults={"asked_at": at}
    )
    # Whoever types another one's address cannot fill that person's letter box.
    if watch.confirmed_at is None and may_write_to(watch.email, CONFIRMATION):
        letters.to_confirm(watch, what)
    return AskResult.IS_TO_CONFIRM


@transaction.atomic
def confirm(watch: Watch, *, at: datetime | None = None) -> None:
    """The address's owner wants it; what has come meanwhile is told at once."""
    at = at or timezone.now()
    if Watch.objects.filter(pk=watch.pk, confirmed_at=None).update(confirmed_at=at):
        watch.confirmed_at = at
        call_one(watch, at)


def stop(watch: Watch) -> None:
    """The wish is forgotten, and its address with it."""
    watch.delete()


def forget(occasion: str, about: str) -> None:
    """Nobody has to be told any more, nor is."""
    Watch.objects.about(occasion, about).delete()
