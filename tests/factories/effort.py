"""A reader's day as a story: steps at times, as the journal and the contact form write them."""

import uuid
from typing import Any

from django.utils import translation

from portal import journal
from portal.actors import Actor
from portal.deflection import attempts
from portal.deflection.attempts import Kind
from portal.deflection.suggesting import Suggestion
from tests.factories.handover import hit
from tests.factories.journal import FIREFOX, at, reader


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
    def actor(self) -> Actor:
        with translation.override(self.locale):
            return reader(self.address, self.agent, **self.headers)

    def did(self, kind: str, when: str, **details: Any) -> None:
        journal.record(self.actor, kind, at=at(when), **details)

    def read(self, family: str, when: str, **details: Any) -> None:
        self.did("read", when, family=family, **({"item_kind": "article"} | details))

    def searched(self, query: str, when: str, *, weak: bool = False) -> None:
        self.did("search", when, query=query, weak=weak)

    def begins(self, when: str, *, saw: bool = True) -> uuid.UUID:
        """Opens the contact form, types, and (if there are any) sees suggestions."""
        key = uuid.uuid4()
        self.did("contact_opened", when)
        attempts.begin(self.actor, Kind.CONTACT, key, at=at(when))
        if saw:
            shown = [Suggestion(hit(), "")]
            attempts.show(self.actor, Kind.CONTACT, key, shown, at=at(when))
        return key

    def opens(self, key: uuid.UUID, family: str, when: str) -> None:
        attempts.open_suggestion(
            self.actor, Kind.CONTACT, key, item_kind="article", item=family, at=at(when)
        )

    def is_solved(self, key: uuid.UUID, when: str) -> None:
        attempts.solve(self.actor, Kind.CONTACT, key, at=at(when))

    def sends(self, key: uuid.UUID, when: str) -> None:
        attempts.send(self.actor, Kind.CONTACT, key, at=at(when))
