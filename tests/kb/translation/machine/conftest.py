"""A Danish article, a machine that knows it, and Norwegian that nobody has written yet."""

from collections.abc import Iterator
from typing import Any

import pytest

from kb.models import HelpPage
from kb.translation.desk.places import Place
from kb.translation.machine import asking
from kb.translation.machine.models import Fill
from kb.translation.segments import publish, submit
from portal import actors
from portal.accounts.models import User
from portal.home import site
from tests.factories import accounts, machines
from tests.factories.kb import make_family, make_locale, make_page
from tests.factories.machines import Machine

TEXT = "<p>Åbn <b>menuen</b> og vælg <code>E-1042</code>.</p>"
STEPS = ["<p>Vent 10 minutter.</p>", "<p>Er den tændt?</p>"]


@pytest.fixture
def visited(settings: Any, commit: None) -> None:
    """A site whose pages do what is to happen after a request's transaction."""
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    site.set_up()


@pytest.fixture
def machine(settings: Any) -> Iterator[Machine]:
    with machines.machine() as one:
        settings.MACHINE_TRANSLATION = machines.chosen("da:nb=libretranslate", url=one.url)
        yield one


class Worker:
    """Does what is due, and what follows when a transaction is committed."""

    def __init__(self, committing: Any) -> None:
        self._committing = committing

    def filled(self, place: Place, user: User) -> Fill:
        """What became of it when somebody has a machine translate an article."""
        row = asking.ask(place.family, place.locale, by=actors.on_behalf_of(user))
        with self._committing(execute=True):
            asking.go_on()
        row.refresh_from_db()
        return row

    def publish(self, place: Place, user: User) -> None:
        with self._committing(execute=True):
            publish(place.family, place.locale, by=actors.on_behalf_of(user))


@pytest.fixture
def worker(django_capture_on_commit_callbacks: Any) -> Worker:
    return Worker(django_capture_on_commit_callbacks)


@pytest.fixture
def publisher(visited: None) -> User:
    return accounts.publisher()


@pytest.fixture
def source(visited: None) -> HelpPage:
    family = make_family("Hub", slug="hub", source="da")
    return make_page(
        family, "da", title="Genstart hubben", body=[("text", TEXT), ("steps", STEPS)]
    )


@pytest.fixture
def place(source: HelpPage, publisher: User) -> Place:
    """The article in Norwegian, begun."""
    locale = make_locale("nb")
    submit([source.family], [locale], by=actors.on_behalf_of(publisher))
    return Place(family=source.family, locale=locale)
