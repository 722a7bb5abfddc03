"""An attempt goes on in another form: of the same tab, or of the one its suggestion opened in."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from portal.deflection import attempts, keys
from portal.deflection.attempts import Kind
from portal.deflection.models import Attempt, Outcome, WentOn
from portal.deflection.suggesting import CARRIED, suggest
from search import service
from tests.factories.handover import filled_in, hit, reader, results, start_in
from tests.factories.journal import GOOGLEBOT, at
from tests.factories.journal import reader as actor

pytestmark = pytest.mark.django_db

BEGAN = at("2026-03-02 10:00")


def begun() -> uuid.UUID:
    key = uuid.uuid4()
    attempts.begin(actor(), Kind.CONTACT, key, at=BEGAN)
    return key


def went_on(key: uuid.UUID) -> str:
    return Attempt.objects.get(pk=key).went_on


@pytest.mark.parametrize(("hours", "how"), [(0, "form"), (23, "form"), (25, "")])
def test_an_attempt_has_a_day_to_go_on(hours: int, how: str) -> None:
    key = begun()
    attempts.carry(actor(), [key, uuid.uuid4()], at=BEGAN + timedelta(hours=hours))
    assert went_on(key) == how


def test_what_was_sent_itself_went_on_nowhere() -> None:
    key = begun()
    attempts.send(actor(), Kind.CONTACT, key, at=BEGAN)
    attempts.carry(actor(), [key], at=BEGAN)
    assert went_on(key) == WentOn.NOT


def test_a_robot_carries_nothing_and_who_asks_not_to_be_followed_withdraws_it() -> None:
    key = begun()
    attempts.carry(actor(agent=GOOGLEBOT), [key], at=BEGAN)
    assert went_on(key) == WentOn.NOT
    attempts.carry(actor(sec_gpc="1"), [key], at=BEGAN)
    assert Attempt.objects.get(pk=key).withdrawn_at is not None


def test_a_question_is_carried_into_no_request() -> None:
    key = uuid.uuid4()
    attempts.begin(actor(), Kind.QUESTION, key, at=BEGAN)
    attempts.carry(actor(), [key], at=BEGAN)
    assert went_on(key) == WentOn.NOT


def test_a_suggestions_link_carries_the_attempt_where_no_server_sees_it(
    monkeypatch: Any,
) -> None:
    monkeypatch.setattr(service, "search", lambda **asked: results(hit()))
    key = uuid.uuid4()
    (one,) = suggest(actor(), Kind.CONTACT, key, texts=["κρύο δωμάτιο"], locale="el")
    address, _, carried = one.address.partition("#")
    assert keys.read(Kind.CONTACT, carried.removeprefix(CARRIED)) == key
    answer = Client().get(address)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/en/help/hub-offline/")
    (other,) = suggest(actor(), Kind.QUESTION, key, texts=["κρύο δωμάτιο"], locale="el")
    assert "#" not in other.address


def sent_with(client: Client, before: list[str]) -> Any:
    start = start_in(client.get("/el/contact/").content.decode())
    about = {"start": start, "action": "send", "before": before}
    return client.post("/el/contact/", filled_in(**about))


def test_a_request_that_is_sent_ends_what_its_tab_carries() -> None:
    client, first = reader(), uuid.uuid4()
    attempts.begin(actor("127.0.0.1"), Kind.CONTACT, first)
    attempts.solve(actor("127.0.0.1"), Kind.CONTACT, first)
    answer = sent_with(client, [keys.sign(Kind.CONTACT, first), "made up", ""])
    assert answer.status_code in {302, 303}
    kept = Attempt.objects.get(pk=first)
    assert (kept.outcome, kept.went_on) == (Outcome.SOLVED, WentOn.FORM)
    assert Attempt.objects.exclude(pk=first).get().outcome == Outcome.SENT


def test_a_request_that_is_not_sent_ends_nothing() -> None:
    client, first = reader(), uuid.uuid4()
    attempts.begin(actor("127.0.0.1"), Kind.CONTACT, first)
    start = start_in(client.get("/el/contact/").content.decode())
    about = {"start": start, "before": keys.sign(Kind.CONTACT, first), "email": "no address"}
    assert client.post("/el/contact/", filled_in(**about)).status_code == 422
    assert went_on(first) == WentOn.NOT
