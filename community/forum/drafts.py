"""What was typed and could not be posted yet: kept, found again, thrown away.

A guest's draft is found by a random token in the guest's own session; it becomes the member's
at sign-up or sign-in. What a member typed whose session had ended waits for that member alone.
Nobody is ever told apart by an address.
"""

from collections.abc import Mapping, MutableMapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from community.forum.models import Draft, Thread
from portal import batches, clock
from portal.accounts.models import User
from portal.actors import Actor
from portal.limits.drafts import is_writer
from portal.limits.drafts import writer as writer_of_account

TOKENS = "community.drafts"
WRITERS = "community.drafts.writers"
KEPT_FOR = timedelta(days=30)
GUEST_DRAFTS = 20

type Session = MutableMapping[str, Any]
"""What holds a guest's tokens. For members it is not looked at."""


def keep(
    actor: Actor,
    session: Session,
    *,
    thread: Thread | None = None,
    writer: str = "",
    at: datetime | None = None,
    **typed: Any,
) -> Draft:
    """Keep what was typed, in place of an earlier draft of the same post.

    `writer` is what the form says of who it was made for (see portal.limits.drafts); what can be
    nobody's word is nobody's.
    """
    values = typed | {"updated_at": at or timezone.now()}
    if actor.is_member:
        draft, _created = Draft.objects.update_or_create(
            owner=actor.account, thread=thread, defaults=values
        )
        return draft
    draft = _of_guest(session, thread) or Draft(thread=thread)
    for name, value in values.items():
        setattr(draft, name, value)
    draft.save()
    tokens = dict(_tokens(session))
    tokens.pop(_place(thread), None)
    kept = list(tokens.items())[-(GUEST_DRAFTS - 1) :]
    writers = _writers(session) | {str(draft.pk): writer if is_writer(writer) else ""}
    _remember(session, dict(kept) | {_place(thread): str(draft.pk)}, writers)
    return draft


def find(actor: Actor, session: Session, thread: Thread | None = None) -> Draft | None:
    """The draft of this post by whoever asks, if there is one."""
    if actor.is_member:
        return Draft.objects.filter(owner=actor.account, thread=thread).first()
    found = _of_guest(session, thread)
    return None if found and str(found.pk) in _writers(session) else found


def discard(actor: Actor, session: Session, thread: Thread | None = None) -> None:
    """Throw the draft away: its post is there, or it is not wanted any more."""
    if actor.is_member:
        Draft.objects.filter(owner=actor.account, thread=thread).delete()
    elif draft := _of_guest(session, thread):
        draft.delete()
        tokens = dict(_tokens(session))
        tokens.pop(_place(thread), None)
        _remember(session, tokens, _writers(session))


def wait_for(session: Mapping[str, Any]) -> bool:
    """Whether a guest's session has drafts that can be posted after signing in."""
    tokens = [UUID(token) for token in _tokens(session).values()]
    return bool(tokens) and Draft.objects.filter(pk__in=tokens).exists()


def adopt(session: Session, user: User, *, for_good: bool) -> None:
    """Give a guest's drafts to the account that the guest signs up or in to.

    What another account typed is deleted. Until the sign-in is done (`for_good`) the session goes
    on finding the others, too.
    """
    writers, own = _writers(session), writer_of_account(user.pk)
    for token in _tokens(session).values():
        draft = Draft.objects.filter(pk=UUID(token)).first()
        if draft and draft.owner_id is None:
            if writers.get(token, own) == own:
                _give(draft, user)
            else:
                draft.delete()
    if for_good:
        session.pop(TOKENS, None)
        session.pop(WRITERS, None)


def prune(at: datetime | None = None) -> int:
    """Delete the drafts nobody came back for."""
    at = at or timezone.now()
    # Kept at a time that is yet to come: nobody knows since when, so from now on.
    Draft.objects.filter(updated_at__gt=at + clock.SKEW).update(updated_at=at)
    return batches.delete(Draft.objects.filter(updated_at__lt=at - KEPT_FOR))


def _give(draft: Draft, user: User) -> None:
    try:
        with transaction.atomic():
            Draft.objects.filter(owner=user, thread=draft.thread_id).delete()
            Draft.objects.filter(pk=draft.pk).update(owner=user)
    except IntegrityError:
        # Another tab was faster; the draft stays where its token finds it.
        return


def _of_guest(session: Session, thread: Thread | None) -> Draft | None:
    token = _tokens(session).get(_place(thread))
    return Draft.objects.filter(pk=UUID(token), thread=thread).first() if token else None


def _remember(session: Session, tokens: dict[str, str], writers: dict[str, str]) -> None:
    """Let a guest's session hold the tokens, and of these alone who their writers are."""
    session[TOKENS] = tokens
    held = {token: writers[token] for token in tokens.values() if writers.get(token)}
    if held or WRITERS in session:
        session[WRITERS] = held


def _writers(session: Mapping[str, Any]) -> dict[str, str]:
    writers = session.get(WRITERS, {})
    return writers if isinstance(writers, dict) else {}


def _tokens(session: Mapping[str, Any]) -> dict[str, str]:
    tokens = session.get(TOKENS, {})
    return tokens if isinstance(tokens, dict) else {}


def _place(thread: Thread | None) -> str:
    return f"answer:{thread.pk}" if thread else "question"
