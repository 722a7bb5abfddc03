"""What was typed and could not be posted yet: kept, found again, thrown away.

A guest's draft is found by a random token in the guest's own session; it becomes the member's
at sign-up or sign-in. Nobody is ever told apart by an address.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils import timezone

from community.forum.models import Draft, Thread
from portal.accounts.models import User

TOKENS = "community.drafts"
KEPT_FOR = timedelta(days=30)
GUEST_DRAFTS = 20
# For all guests together: nobody can fill the house with drafts.
GUEST_RATES = ((1000, "1h"),)


def keep(
    request: HttpRequest, *, thread: Thread | None = None, at: datetime | None = None, **typed: Any
) -> Draft:
    """Keep what was typed, in place of an earlier draft of the same post."""
    values = typed | {"updated_at": at or timezone.now()}
    if isinstance(request.user, User):
        draft, _created = Draft.objects.update_or_create(
            owner=request.user, thread=thread, defaults=values
        )
        return draft
    draft = _of_guest(request, thread) or Draft(thread=thread)
    for name, value in values.items():
        setattr(draft, name, value)
    draft.save()
    tokens = dict(_tokens(request))
    tokens.pop(_place(thread), None)
    kept = list(tokens.items())[-(GUEST_DRAFTS - 1) :]
    request.session[TOKENS] = dict(kept) | {_place(thread): str(draft.pk)}
    return draft


def find(request: HttpRequest, thread: Thread | None = None) -> Draft | None:
    """The draft of this post by whoever asks, if there is one."""
    if isinstance(request.user, User):
        return Draft.objects.filter(owner=request.user, thread=thread).first()
    return _of_guest(request, thread)


def discard(request: HttpRequest, thread: Thread | None = None) -> None:
    """Throw the draft away: its post is there, or it is not wanted any more."""
    if isinstance(request.user, User):
        Draft.objects.filter(owner=request.user, thread=thread).delete()
    elif draft := _of_guest(request, thread):
        draft.delete()
        tokens = dict(_tokens(request))
        tokens.pop(_place(thread), None)
        request.session[TOKENS] = tokens


def adopt(request: HttpRequest, user: User, *, for_good: bool) -> None:
    """Give a guest's drafts to the account that the guest signs up or in to.

    Until the sign-in is done (`for_good`) the session goes on finding them, too.
    """
    for token in _tokens(request).values():
        draft = Draft.objects.filter(pk=UUID(token)).first()
        if draft and draft.owner_id is None:
            _give(draft, user)
    if for_good and TOKENS in request.session:
        del request.session[TOKENS]


def prune(at: datetime | None = None) -> int:
    """Delete the drafts nobody came back for."""
    return Draft.objects.filter(updated_at__lt=(at or timezone.now()) - KEPT_FOR).delete()[0]


def _give(draft: Draft, user: User) -> None:
    try:
        with transaction.atomic():
            Draft.objects.filter(owner=user, thread=draft.thread_id).delete()
            Draft.objects.filter(pk=draft.pk).update(owner=user)
    except IntegrityError:
        # Another tab was faster; the draft stays where its token finds it.
        return


def _of_guest(request: HttpRequest, thread: Thread | None) -> Draft | None:
    token = _tokens(request).get(_place(thread))
    return Draft.objects.filter(pk=UUID(token), thread=thread).first() if token else None


def _tokens(request: HttpRequest) -> dict[str, str]:
    session = getattr(request, "session", None)
    tokens = session.get(TOKENS, {}) if session is not None else {}
    return tokens if isinstance(tokens, dict) else {}


def _place(thread: Thread | None) -> str:
    return f"answer:{thread.pk}" if thread else "question"
