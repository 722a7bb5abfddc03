"""No more mails: about one thread or about any, by a signed address or from one's own page."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from community.forum.models import Thread
from community.subscriptions.models import Silence
from portal.accounts.models import User
from portal.signed import SignedText

_SIGNED = SignedText("community.subscriptions.stop", str)


@dataclass(frozen=True, slots=True)
class Receiver:
    """Whom a mail was written to, and about which thread, if it was about one."""

    member: User
    thread: Thread | None


def address(member: User, thread: Thread | None = None) -> str:
    """Where mails about a thread, or about any, end without a sign-in; in the language in force.

    It opens nothing else, so it has no end, as the mail has none.
    """
    about = thread.pk if thread else ""
    return reverse("community:stop", args=[_SIGNED.sign(f"{member.pk}.{about}")])


def read(signed: str) -> Receiver | None:
    """Whose address it is; None for any other, and where either is gone."""
    text = _SIGNED.read(signed)
    if text is None:
        return None
    member, _, thread = text.partition(".")
    found = User.objects.filter(pk=int(member)).first()
    about = Thread.objects.filter(pk=int(thread)).first() if thread else None
    return Receiver(found, about) if found and (about or not thread) else None


def stop(member: User, thread: Thread | None = None, at: datetime | None = None) -> None:
    """No more mails about a thread, or about any; asked for twice it is one wish."""
    Silence.objects.get_or_create(
        member=member, thread=thread, defaults={"since": at or timezone.now()}
    )


def resume(member: User, thread: Thread | None = None) -> None:
    """Mails again from the community, and (with one) about this thread.

    What was ended about other threads stays so: only who asks for it by name gets it back.
    """
    wishes = Silence.objects.filter(member=member)
    wishes.filter(Q(thread=None) | Q(thread=thread) if thread else Q(thread=None)).delete()
