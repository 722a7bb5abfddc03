"""A post from a page of ours is taken without a token; any other is asked about."""

import re
from html import unescape

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.portal.limits.urls")]
HERE = "http://testserver"


@pytest.fixture
def reader() -> Client:
    return Client(enforce_csrf_checks=True)


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
        {"Origin": HERE},
        {"Origin": HERE, "Referer": "https://evil.example/"},
        {"Origin": "null", "Referer": f"{HERE}/en/help/x/?q=1"},
        {"Referer": f"{HERE}/en/help/x/?q=1"},
    ],
)
def test_a_post_from_here_is_taken_at_once(reader: Client, headers: dict[str, str]) -> None:
    response = reader.post("/vote/", {"vote": "yes"}, headers=headers)

    assert response.content == b"voted yes"
    assert not response.cookies


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "cross-site", "Origin": HERE},
        {"Origin": "https://evil.example"},
        {"Origin": "https://evil.example", "Referer": f"{HERE}/"},
        {"Origin": "null"},
        {"Origin": "http://testserver.evil.example"},
        {"Origin": "https://testserver"},
        {"Referer": "https://evil.example/http://testserver/"},
        {"Referer": "http://testserver@evil.example/"},
        {"Referer": "http://[broken"},
        {"Referer": "/en/"},
    ],
)
def test_a_post_from_elsewhere_or_nowhere_is_asked_about(
    reader: Client, headers: dict[str, str]
) -> None:
    response = reader.post("/vote/", {"vote": "yes"}, headers=headers)

    assert b"voted" not in response.content
    assert "limits/confirm.html" in [template.name for template in response.templates]
    assert "no-store" in response["Cache-Control"]


def test_the_confirming_page_carries_what_was_posted_and_then_it_is_taken(reader: Client) -> None:
    posted = {"vote": 'a "quoted" <b>', "many": ["1", "2"], "text": "två\nrader"}
    page = reader.post("/vote/?page=2", posted)

    assert 'action="/vote/?page=2"' in page.text
    fields = re.findall(r'name="([^"]+)" value="([^"]*)"', page.text)
    confirmed = reader.post(
        "/vote/",
        {
            name: [unescape(value) for other, value in fields if other == name]
            for name, _value in fields
        },
    )

    assert confirmed.text == 'voted a "quoted" <b>'
    assert [(name, unescape(value)) for name, value in fields if name in {"many", "text"}] == [
        ("many", "1"),
        ("many", "2"),
        ("text", "två\nrader"),
    ]


def test_a_wrong_token_is_asked_about_again(reader: Client) -> None:
    reader.post("/vote/", {"vote": "yes"})

    response = reader.post("/vote/", {"vote": "yes", "csrfmiddlewaretoken": "x" * 64})

    assert b"voted" not in response.content


def test_passwords_are_not_carried(reader: Client) -> None:
    page = reader.post("/vote/", {"password": "hunter2", "vote": "yes"})

    assert "hunter2" not in page.text


def test_reading_needs_nothing(reader: Client) -> None:
    assert reader.get("/vote/").content == b"voted -"


@settings(deadline=None)
@given(text=st.text(st.characters(exclude_categories=("Cs",)), max_size=50))
def test_any_text_comes_through_the_confirming_page(text: str) -> None:
    page = Client().post("/vote/", {"text": text})

    assert page.status_code == 200
    if "\0" not in text:
        match = re.search(r'name="text" value="([^"]*)"', page.text)
        assert match is not None
        assert unescape(match[1]) == unescape(text) or "&" in text


def test_broken_bytes_come_through_the_confirming_page(reader: Client) -> None:
    page = reader.post(
        "/vote/", b"vote=%FF%00%ED%A0%80", content_type="application/x-www-form-urlencoded"
    )

    assert page.status_code == 200
