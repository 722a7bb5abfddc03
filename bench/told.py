"""From an answer to the mail that tells the asker, with real workers and a real mail server."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from allauth.account.models import EmailAddress

from bench.processes import manage, running
from bench.rows import Row, at_most
from bench.sizes import Size
from bench.timing import percentile
from community.forum.models import Category, Thread
from community.forum.posting import post_answer, post_question
from portal import actors
from portal.accounts.models import User
from portal.actors import Actor
from tests.factories.mail import Inbox, mail_server

_GIVE_UP = 30.0
_LOOK_EVERY = 0.02
_LOCALES = ("el", "ar", "da", "id")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and the address that is to be told of its answer."""

    thread: Thread
    asker: str


def measure(size: Size) -> list[Row]:
    """Somebody answers once a second; each question has an asker of its own."""
    questions = [_asked(number) for number in range(size.told)]
    helper = _member("helper@example.com", "en")
    with mail_server() as (inbox, port):
        server = f"smtp://127.0.0.1:{port}"
        with running(*manage("run_background"), EMAIL_URL=server):
            _warm_up(inbox, helper)
            seconds = [_told_after(one, helper, inbox) for one in questions]
    return [_row(seconds)]


def _row(seconds: Sequence[float]) -> Row:
    return at_most(
        "answer-to-mail-p95-s",
        "from an answer to the mail at the asker's server, p95, s",
        percentile(list(seconds), 95),
        5,
        p50_s=round(percentile(list(seconds), 50), 2),
        slowest_s=round(max(seconds), 2),
        answers=len(seconds),
        never_told=sum(one >= _GIVE_UP for one in seconds),
    )


def _told_after(asked: Asked, helper: Actor, inbox: Inbox) -> float:
    """Seconds from the answer, which is posted here, to the mail."""
    began = time.monotonic()
    post_answer(actor=helper, thread=asked.thread, body="Turn the dial to the right, then wait.")
    while (took := time.monotonic() - began) < _GIVE_UP:
        if any(asked.asker in str(message["To"]) for message in list(inbox.messages)):
            break
        time.sleep(_LOOK_EVERY)
    time.sleep(max(1 - took, 0))
    return min(took, _GIVE_UP)


def _warm_up(inbox: Inbox, helper: Actor) -> None:
    """Until the process has begun: what comes while it starts is no worker's time."""
    _told_after(_asked(-1), helper, inbox)


def _asked(number: int) -> Asked:
    asker, locale = f"asker{number}@example.com", _LOCALES[number % len(_LOCALES)]
    category, _is_new = Category.objects.get_or_create(
        slug="told", defaults={"names": {"en": "Told"}}
    )
    thread = post_question(
        actor=_member(asker, locale),
        category=category,
        locale=locale,
        title=f"Question {number} of somebody who waits",
        body="How do I turn the heat up in one room only?",
    )
    return Asked(thread, asker)


def _member(email: str, locale: str) -> Actor:
    """A member whose address was proven."""
    account, _is_new = User.objects.get_or_create(email=email, defaults={"locale": locale})
    EmailAddress.objects.get_or_create(
        user=account, email=email, defaults={"verified": True, "primary": True}
    )
    return actors.on_behalf_of(account)
