"""Whether everything that was acknowledged is there, and there once."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from urllib.parse import urlencode

from bench.soak.acts import Act
from bench.soak.browser import Browser
from bench.soak.installation import until
from community.forum.models import Post, Thread
from kb.feedback import voters
from kb.feedback.models import Vote
from kb.models import HelpPage
from portal.actors import Actor
from portal.handover.models import ContactRequest
from portal.mail import keys
from portal.mail.models import OutboundMail
from search import engines
from search.index import log
from search.index.catching_up import position
from search.index.rebuilding import reconcile

_LEASES = 400.0
"""Seconds until work that was claimed by a killed process is done by another: a mail's lease."""


def settle() -> None:
    """Wait until the index and the mails have caught up; raises TimeoutError."""
    target = log.number_rows()
    engine = engines.engine_of_this_host()
    until(lambda: position(engine) >= target, "The index has not caught up", _LEASES)
    waiting = OutboundMail.objects.filter(finished_at=None)
    until(lambda: not waiting.exists(), "Mails are still to be sent", _LEASES)


def faults(acts: list[Act], arrived: list[str], reader: Browser) -> Iterator[str]:
    """What is lost or doubled, in words. `arrived` are the ids of the mails that came."""
    for act in acts:
        if act.kind in _COUNTS and (found := _COUNTS[act.kind](act)) != 1:
            yield f"{act.kind} {act.word}: {found} times"
    yield from _mails(acts, arrived)
    yield from _pages({act.whose: act.word for act in acts if act.kind == "publish"}, reader)
    different = reconcile(engines.engine_of_this_host(), repair=False)
    if different:
        yield f"the index holds {len(different)} texts wrongly, {different}"
    yield from _doubled()


def _votes(act: Act) -> int:
    holder = voters.known(Actor(voter_token=act.whose))
    return Vote.objects.filter(voter=holder, family__slug=act.word, helpful=True).count()


def _answers(act: Act) -> int:
    return (
        Post.objects.answers().filter(thread=int(act.whose), body__endswith=f" {act.word}").count()
    )


_COUNTS: dict[str, Callable[[Act], int]] = {
    "vote": _votes,
    "answer": _answers,
    "question": lambda act: Thread.objects.filter(title__endswith=f" {act.word}").count(),
    "contact": lambda act: ContactRequest.objects.filter(message__endswith=act.word).count(),
}


def _mails(acts: list[Act], arrived: list[str]) -> Iterator[str]:
    """Each request has one mail to the support and one to the reader, and both came."""
    came = set(arrived)
    for act in acts:
        if act.kind == "contact":
            reference = ContactRequest.objects.filter(email=act.whose).values("reference")[:1]
            whose = keys.request(reference[0]["reference"]) if reference else ""
            mails = OutboundMail.objects.filter(whose=whose)
            ids = list(mails.values_list("message_id", flat=True))
            if len(ids) != 2 or not came.issuperset(ids):
                yield f"contact {act.word}: {len(ids)} mails, {len(came & set(ids))} of them came"


def _pages(titles: dict[str, str], reader: Browser) -> Iterator[str]:
    """Each page shows the title that was published last, and search finds it by that, once."""
    for page, word in titles.items():
        title = HelpPage.objects.live().get(pk=page).title
        if title != f"How to {word}":
            yield f"publish {word}: page {page} is called {title!r}"
        answer = reader.get(f"/api/search/?{urlencode({'q': word, 'locale': 'en'})}")
        found = [hit for hit in json.loads(answer.text)["results"] if word in hit["title"]]
        if len(found) != 1:
            yield f"publish {word}: found {len(found)} times"


def _doubled() -> Iterator[str]:
    """What nobody may have twice, whether it was acknowledged or not."""
    words = Counter(body.rsplit(" ", 1)[-1] for body in _texts())
    yield from (f"{word}: {times} times" for word, times in words.items() if times > 1)


def _texts() -> Iterator[str]:
    yield from Post.objects.answers().values_list("body", flat=True)
    yield from Thread.objects.filter(title__contains=" zq").values_list("title", flat=True)
    yield from ContactRequest.objects.values_list("message", flat=True)


def sent_twice(arrived: list[str]) -> int:
    """Mails that came more than once: in flight when their worker was killed."""
    return sum(times - 1 for times in Counter(arrived).values())
