"""A small help centre in Greek, the people in it, and its forms as browsers send them."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from community.forum.models import Post, Thread
from kb.feedback.models import Vote
from kb.feedback.views import _SIGNED as VOTES
from kb.models import Kind
from portal.accounts.models import User
from portal.jobs.testing import drain
from tests.factories import accounts, community, kb
from tests.factories.handover import start_in
from tests.factories.mail import queued
from tests.journeys.addresses import Form


@dataclass
class World:
    """A small help centre and the people in it."""

    member: User
    moderator: User
    thread: Thread
    question: Post
    answer: Post
    vote: Vote

    def fill(self, path: str) -> str:
        things = {
            "{thread}": self.thread.pk,
            "{answer}": self.answer.pk,
            "{question}": self.question.pk,
            "{member}": self.member.pk,
        }
        for part, number in things.items():
            path = path.replace(part, str(number))
        return path

    def client(self, who: str = "", *, proven: bool = False) -> Client:
        client = Client(
            raise_request_exception=False,
            headers={
                "sec-fetch-site": "same-origin",
                "accept-language": "el",
                # Who names no browser is a robot, and nothing is noted of it.
                "user-agent": "Mozilla/5.0",
            },
        )
        if who:
            client.force_login(getattr(self, who))
        if proven:
            accounts.prove(client)
        return client


@pytest.fixture
def world(settings: Any) -> World:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    topic = kb.make_topic("Warmth", locale="el")
    family = kb.make_family("Cold room", slug="cold-room", topics=[topic])
    kb.make_page(family, "el", title="Κρύο δωμάτιο")
    question = kb.make_family("How warm", slug="how-warm", kind=Kind.FAQ)
    kb.make_page(question, "el", title="Πόσο ζεστό;")
    member = accounts.member("Eleni")
    thread = community.thread(member, locale="el")
    answer = community.answer(thread)
    vote = Vote.objects.create(
        family=family, voter="v" * 32, helpful=False, reader_locale="el", text_locale="el"
    )
    queued(to="a@b.example", subject="γειά", text="γειά")
    drain()
    asked = community.question(thread)
    return World(member, accounts.moderator(), thread, asked, answer, vote)


def filled(world: World, client: Client, form: Form) -> dict[str, str]:
    start = ""
    if "{start}" in form.right.values():
        start = start_in(client.get("/el/contact/").content.decode())
    vote = VOTES.sign(str(world.vote.pk))
    return {
        name: value.replace("{start}", start).replace("{vote}", vote)
        for name, value in form.right.items()
    }


def encode(fields: dict[str, str]) -> str:
    """As a browser would, if it let half a character and raw bytes through."""
    return "&".join(
        f"{name}={quote(value, safe='', errors='surrogatepass')}" for name, value in fields.items()
    )


def post(client: Client, path: str, body: str | bytes, **more: Any) -> Any:
    more.setdefault("content_type", "application/x-www-form-urlencoded")
    data = body.encode() if isinstance(body, str) else body
    return client.generic("POST", path, data, **more)
