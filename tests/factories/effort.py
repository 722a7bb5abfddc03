"""A reader's day as a story: steps at times, as the journal and the contact form write them."""

import uuid
from typing import Any

from django.http import HttpRequest
from django.utils import translation

from portal import actors, journal
from portal.actors import Actor
from portal.handover import starts
from tests.factories.journal import FIREFOX, at, browser_request


class Reader:
    """Somebody with a browser, behind an address, reading in a language."""

    def __init__(
        self, address: str, locale: str = "en", agent: str = FIREFOX, **headers: str
    ) -> None:
        self.locale = locale
        self.address = address
        self.agent = agent
        self.headers = headers

    @property
    def request(self) -> HttpRequest:
        return browser_request(self.address, self.agent, **self.headers)

    @property
    def actor(self) -> Actor:
        return actors.of(self.request)

    def did(self, kind: str, when: str, **details: Any) -> None:
        with translation.override(self.locale):
            journal.record(self.actor, kind, at=at(when), **details)

    def read(self, family: str, when: str, **details: Any) -> None:
        self.did("read", when, family=family, **({"item_kind": "article"} | details))

    def searched(self, query: str, when: str, *, weak: bool = False) -> None:
        self.did("search", when, query=query, weak=weak)

    def begins(self, when: str, *, saw: bool = True) -> uuid.UUID:
        """Opens the contact form, types, and (if there are any) sees suggestions."""
        start_id = uuid.uuid4()
        self.did("contact_opened", when)
        with translation.override(self.locale):
            starts.begin(self.request, start_id, at=at(when))
            if saw:
                starts.saw_suggestions(self.request, start_id, at=at(when))
        return start_id

    def opens(self, start_id: uuid.UUID, family: str, when: str) -> None:
        with translation.override(self.locale):
            starts.opened_suggestion(
                self.request, start_id, kind="article", family=family, at=at(when)
            )

    def is_solved(self, start_id: uuid.UUID, when: str) -> None:
        with translation.override(self.locale):
            starts.solved(self.request, start_id, at=at(when))

    def sends(self, start_id: uuid.UUID, when: str) -> None:
        with translation.override(self.locale):
            starts.sent(self.request, start_id, at=at(when))
