"""Whatever is typed: a clear answer, nothing lost, never an error of ours."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from portal.deflection.models import Attempt
from portal.handover import trail
from portal.handover.models import ContactRequest
from portal.journal.models import Step
from tests.factories.handover import filled_in, reader, start_in, trail_field
from tests.factories.journal import GOOGLEBOT

pytestmark = pytest.mark.django_db

type Searching = Callable[..., dict[str, Any]]


def fresh_start(client: Client) -> str:
    return start_in(client.get("/en/contact/").content.decode())


@pytest.mark.parametrize(
    "wrong",
    [
        {"message": ""},
        {"message": "hi"},
        {"message": "x" * 5001},
        {"email": ""},
        {"email": "anna"},
        {"email": "a@b.example\nBcc: c@d.example"},
        {"email": "x" * 400},
        {"product": "p" * 201},
        {"start": "forged:start"},
        {"start": ""},
        {"website": "spam"},
    ],
)
def test_a_wrong_form_comes_back_with_all_that_was_typed(
    searching: Searching, wrong: dict[str, str]
) -> None:
    searching()
    client = reader()
    typed = {
        "message": "Kept as typed",
        "email": "kept@example.com",
        "product": "Kept product",
        "trail": trail_field("search", "kept words", "kept words"),
        "start": fresh_start(client),
    }
    response = client.post("/en/contact/", typed | wrong)
    page = response.content.decode()
    assert response.status_code == 422
    assert "There is a problem. Check what you entered." in page
    kept = {"message": "Kept as typed", "email": "kept@example.com", "product": "Kept product"}
    for name, value in kept.items():
        if name not in wrong:
            assert value in page
    assert "kept words" in page
    assert wrong.get("message", "")[:4000] in page
    assert not ContactRequest.objects.exists()


def test_after_an_outdated_form_sending_once_more_works(searching: Searching) -> None:
    searching()
    client = reader()
    page = client.post("/en/contact/", filled_in(start="forged")).content.decode()
    assert "The form has expired. Send it again." in page
    response = client.post("/en/contact/", filled_in(start=start_in(page)))
    assert response.status_code == 303


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "{{ 7*7 }}",
        "a\x00b\x1fc",
        "\u202edesrever",
        "🦊" * 100,
        "مرحبا بالعالم",
        "' OR 1=1 --",
        "\r\n.\r\nRCPT TO:<x>",
        "[x](javascript:alert(1))",
    ],
)
def test_strange_text_is_sent_as_text(searching: Searching, text: str) -> None:
    searching()
    client = reader()
    fields = filled_in(start=fresh_start(client), message=f"abc {text}", product=text, topic="")
    response = client.post("/ar/contact/", fields)
    assert response.status_code == 303
    assert "<script>alert" not in client.get(response["Location"]).content.decode()


def test_bytes_that_are_no_text_are_answered(searching: Searching) -> None:
    searching()
    client = reader()
    body = b"message=%ff%fe%ed%a0%80abc&email=a@example.com&start=%ff"
    response = client.post("/en/contact/", body, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 422


def test_an_unknown_topic_is_refused_or_ignored(searching: Searching) -> None:
    searching()
    client = reader()
    fields = filled_in(start=fresh_start(client), topic="no-such-topic")
    assert client.post("/en/contact/", fields).status_code in {303, 422}


@pytest.mark.parametrize(
    "value",
    [
        "",
        "x",
        "[]",
        "{}",
        "null",
        "[" * 3000,
        '{"kind": 1, "id": [], "title": {}}',
        '{"kind": "evil", "id": "a", "title": "b"}',
        '{"kind": "search", "id": "", "title": "x"}',
        '{"kind": "search", "id": "\\ud800", "title": ""}',
        "x" * 5000,
    ],
)
def test_a_trail_entry_that_is_none_is_left_out(value: str) -> None:
    assert trail.parse([value]) == ()


def test_the_trail_has_an_end_and_no_doubles() -> None:
    fields = [trail_field("search", f"q{number}", "q") for number in range(50)] * 2
    assert len(trail.parse(fields)) == trail.MOST
    assert len(trail.parse(fields[:1] * 5)) == 1


def test_robots_and_strangers_pages_leave_no_start(searching: Searching) -> None:
    searching()
    robot = reader(**{"user-agent": GOOGLEBOT})
    robot.post("/en/contact/", filled_in(start=fresh_start(robot)))
    assert not Attempt.objects.exists()
    assert not Step.objects.exists()


def test_a_post_from_elsewhere_is_asked_about_first(searching: Searching) -> None:
    searching()
    start = fresh_start(reader())
    stranger = reader(**{"sec-fetch-site": "cross-site"})
    response = stranger.post("/en/contact/", filled_in(start=start, action="send"))
    assert "The hub is offline" in response.content.decode()
    assert not ContactRequest.objects.exists()


def test_over_the_limit_what_was_typed_is_kept(searching: Searching) -> None:
    from portal.accounts.models import User

    searching()
    client = reader()
    client.force_login(User.objects.create_user("member@example.com", "x"))
    for _time in range(41):
        response = client.post("/en/contact/", filled_in(start=fresh_start(client), action="send"))
    assert response.status_code == 429
    assert "The hub is offline" in response.content.decode()
