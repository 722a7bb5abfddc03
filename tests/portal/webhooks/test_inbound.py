"""Other tools say "answered" and "solved": signed, once each, and nothing else."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from portal.handover import acts
from portal.handover.models import ContactRequest, Event
from portal.webhooks.models import Taken
from tests.factories import webhooks
from tests.factories.kb import make_family
from tests.factories.requests import sent

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _secret(settings: Any) -> None:
    settings.WEBHOOK_SECRET = webhooks.SECRET


def state() -> tuple[str, int]:
    request = ContactRequest.objects.get()
    return request.state, request.answers


def test_answered_and_solved_are_taken() -> None:
    family = make_family("Hub", slug="hub-offline")
    reference = sent().reference
    assert webhooks.tell("request.answered", "a", reference=reference).status_code == 204
    assert state() == ("answered", 1)
    told = webhooks.tell("request.solved", "b", reference=reference, article="hub-offline")
    assert told.status_code == 204
    assert ContactRequest.objects.get().solved_article == family


def test_the_same_message_again_changes_nothing_even_later() -> None:
    request = sent()
    for _time in range(3):
        told = webhooks.tell("request.answered", "a", reference=request.reference)
        assert told.status_code == 204
    acts.reopen(request)
    webhooks.tell("request.answered", "a", reference=request.reference)
    assert state() == ("received", 1)
    webhooks.tell("request.answered", "b", reference=request.reference)
    assert state() == ("answered", 2)


def test_what_failed_can_be_told_again_under_its_id() -> None:
    reference = sent().reference
    unknown = {"reference": reference, "article": "not-yet-there"}
    assert webhooks.tell("request.solved", "a", **unknown).status_code == 404
    assert not Taken.objects.exists()
    make_family("Hub", slug="not-yet-there")
    assert webhooks.tell("request.solved", "a", **unknown).status_code == 204
    assert state() == ("solved", 1)


@pytest.mark.parametrize("broken", ["missing", "other", "old", "early", "shape", "base64", "id"])
def test_what_is_not_signed_is_refused(broken: str) -> None:
    body = json.dumps({"type": "request.answered", "data": {"reference": sent().reference}})
    minutes = {"old": -6, "early": 6}.get(broken, 0)
    headers = webhooks.signed(body, at=datetime.now(UTC) + timedelta(minutes=minutes))
    if broken == "missing":
        headers = {}
    elif broken == "other":
        body = body.replace("answered", "solved")
    elif broken == "shape":
        headers["webhook-signature"] = "v1"
    elif broken == "base64":
        headers["webhook-signature"] = "v1,%%%"
    elif broken == "id":
        headers["webhook-id"] = "msg_2"
    assert webhooks.post(body, headers).status_code == 401
    assert state() == ("received", 0)


@pytest.mark.parametrize(
    "body",
    [
        *("", "x", "null", "[]", "3", '{"type": 1}', '{"type": "request.answered"}'),
        '{"type": "request.answered", "data": []}',
        '{"type": "request.answered", "data": {}}',
        '{"type": "request.answered", "data": {"reference": 7}}',
        '{"type": "request.answered", "data": {"reference": "\\u0000"}}',
        '{"type": "request.answered", "data": {"reference": ""}}',
        '{"type": "request.solved", "data": {"reference": "A", "article": ["x"]}}',
        '{"type": "request.deleted", "data": {"reference": "A"}}',
        '{"type": ["request.answered"], "data": {"reference": "A"}}',
        "[" * 100_000,
    ],
)
def test_what_is_no_message_is_told_so(body: str) -> None:
    answer = webhooks.post(body, webhooks.signed(body))
    assert answer.status_code == 422
    assert answer.json()["error"]
    assert not Event.objects.exists()


def test_bytes_that_are_no_text_are_refused() -> None:
    headers = webhooks.signed("x")
    assert webhooks.post(b"\xff\xfe", headers).status_code == 401


def test_a_request_that_is_not_ours_is_not_found() -> None:
    assert webhooks.tell("request.answered", reference="AAAA-AAAA").status_code == 404


def test_without_a_secret_there_is_no_such_address(settings: Any) -> None:
    settings.WEBHOOK_SECRET = ""
    reference = sent().reference
    assert webhooks.tell("request.answered", reference=reference).status_code == 404
    assert state() == ("received", 0)


def test_it_is_only_posted_to(client: Any) -> None:
    assert client.get("/webhooks/requests/").status_code == 405
