"""Being told of answers to a question of somebody else, as its asker is.

The mails end as the asker's do, too: by the link in each. So whoever follows again wants them
again.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.forum.models import Thread
from community.forum.state import locked_thread
from community.policy import NotAllowed, require
from community.subscriptions.models import Following, Silence
from portal.accounts.models import User
from portal.actors import Actor

MOST_FOLLOWED = 100
"""So many questions a member follows."""
MOST_FOLLOWERS = 100
"""So many follow a question: each answer is a mail to all of them, in its own transaction."""
_FULL = _("Too many people follow this question. Save its address and look here again.")
_ENOUGH = _("You follow as many questions as you can. Stop following one of them first.")


@transaction.atomic
def follow(*, actor: Actor, thread: Thread, at: datetime | None = None) -> None:
    """Be told of answers from now on; asked for twice it is one wish. Raises NotAllowed."""
    thread = locked_thread(thread.pk)
    require(actor, "follow", thread)
    member = _account(actor)
    Silence.objects.filter(member=member, thread=thread).delete()
    if Following.objects.filter(member=member, thread=thread).exists():
        return
    if Following.objects.in_force().filter(thread=thread).count() >= MOST_FOLLOWERS:
        raise NotAllowed(_FULL)
    if Following.objects.by(member).count() >= MOST_FOLLOWED:
        raise NotAllowed(_ENOUGH)
    Following.objects.create(member=member, thread=thread, since=at or timezone.now())


def unfollow(*, actor: Actor, thread: Thread) -> None:
    """Be told no more; whoever does not follow, changes nothing."""
    Following.objects.filter(member=_account(actor), thread=thread).delete()


def followed(actor: Actor) -> list[Thread]:
    """The questions that a member follows and may see, the latest first; one query."""
    mine = Following.objects.by(_account(actor)).values("thread")
    threads = Thread.objects.filter(pk__in=mine)
    seen = threads if actor.may("community.see_hidden") else threads.filter(hidden=False)
    return list(seen.latest_first())


def _account(actor: Actor) -> User:
    assert actor.account is not None
    return actor.account
