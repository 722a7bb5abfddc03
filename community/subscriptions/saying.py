"""What members are told about mails: on the page of their account, and after asking."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from community.forum import figures
from community.forum.models import Thread
from community.subscriptions.models import Silence
from portal.accounts.models import User
from portal.actors import Actor

_WITHIN = {
    timedelta(hours=1): _("Most questions here get an answer within an hour."),
    timedelta(days=1): _("Most questions here get an answer within a day."),
    timedelta(days=3): _("Most questions here get an answer within three days."),
    timedelta(days=7): _("Most questions here get an answer within a week."),
}


def panel(user: User) -> dict[str, Any]:
    """What the account's page shows: whether the member is written to."""
    return {"is_told": not Silence.objects.filter(member=user, thread=None).exists()}


def said_of_question(thread: Thread) -> str:
    """What is said to who has asked: whether and where they are told, and when that may be."""
    assert thread.author is not None
    if Silence.objects.keeps(thread.author, thread):
        said = [gettext("Published. You get no emails about answers: look here again.")]
    else:
        address = masked(thread.author.email)
        said = [
            gettext("Published. We write to %(address)s when somebody answers.")
            % {"address": address}
        ]
    usual = figures.usual_wait_for_answer(thread.locale)
    return " ".join([*said, str(_WITHIN[usual])] if usual else said)


def said_of_following(actor: Actor) -> str:
    """What is said to who has begun to follow a question: whether they are written to."""
    if Silence.objects.filter(member=actor.account, thread=None).exists():
        return gettext(
            "You follow this question. You get no emails from the community: "
            "you can change that on the page of your account."
        )
    return gettext("You follow this question. We write to you when somebody answers.")


def masked(address: str) -> str:
    """An address that its owner knows again, and nobody who looks over the shoulder."""
    name, _at, host = address.partition("@")
    return f"{name[:1]}…@{host[:1]}…{host[host.rfind('.') :]}"
