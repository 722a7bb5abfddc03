"""Over the limit comes a page that says when, and shows what was typed."""

import pytest
from django.test import Client, RequestFactory
from django.utils import translation

from portal.limits import who
from portal.limits.models import Counter
from tests.factories.actors import acting

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.portal.limits.urls")]


def as_voter(token: str, address: str = "192.0.2.1") -> Client:
    reader = Client(REMOTE_ADDR=address)
    reader.cookies["voter"] = token
    return reader


def test_over_the_limit_nothing_typed_is_lost() -> None:
    reader = as_voter("a")
    for _ in range(2):
        assert reader.post("/ask/", {"text": "Why?"}).status_code == 201

    response = reader.post("/ask/", {"text": "Why <b>not</b>?"}, headers={"Accept": "text/html"})

    assert response.status_code == 429
    assert 86_000 < int(response["Retry-After"]) <= 86_400
    assert "Why &lt;b&gt;not&lt;/b&gt;?" in response.text
    assert "24 hours" in response.text
    assert "no-store" in response["Cache-Control"]


def test_a_program_gets_json() -> None:
    reader = as_voter("a")
    for _ in range(2):
        reader.post("/ask/", {"text": "Why?"})

    response = reader.post("/ask/", {"text": "Why?"}, headers={"Accept": "application/json"})

    assert response.status_code == 429
    assert "24 hours" in response.json()["error"]


def test_a_form_that_is_shown_again_costs_nothing() -> None:
    reader = as_voter("a")
    for _ in range(9):
        assert reader.post("/ask/", {"text": ""}).status_code == 422

    assert reader.post("/ask/", {"text": "Why?"}).status_code == 201


def test_reading_costs_nothing() -> None:
    reader = as_voter("a")
    for _ in range(9):
        assert reader.get("/ask/").status_code == 200
    assert not Counter.objects.exists()


def test_strangers_are_never_told_apart_only_bounded_together() -> None:
    statuses = [
        Client(REMOTE_ADDR=f"192.0.{number}.1").post("/ask/", {"text": "Why?"}).status_code
        for number in range(5)
    ]

    assert statuses == [201, 201, 201, 201, 429]


def test_a_refused_use_is_given_back_to_who_else_it_was_counted_for() -> None:
    for number in range(4):
        as_voter(f"token {number}", f"192.0.2{number}.1").post("/ask/", {"text": "Why?"})
    last = as_voter("last", "192.0.99.1")
    for _ in range(5):
        assert last.post("/ask/", {"text": "Why?"}).status_code == 429
    Counter.objects.filter(count=4).delete()

    assert last.post("/ask/", {"text": "Why?"}).status_code == 201


def test_a_network_has_a_bound_of_its_own() -> None:
    statuses = [
        as_voter(f"token {number}", f"192.0.2.{number}").post("/ask/", {"text": "?"}).status_code
        for number in range(4)
    ]

    assert statuses == [201, 201, 201, 429]


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.77", "network 192.0.2.0/24"),
        ("2001:db8:1:2::3", "network 2001:db8:1::/48"),
        ("", "network unknown"),
        ("unix:", "network unknown"),
    ],
)
def test_a_network_is_coarse(rf: RequestFactory, address: str, network: str) -> None:
    request = rf.get("/", REMOTE_ADDR=address)

    assert who.network(acting(address=who.client_address(request))) == network


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "198.51.100.9", "192.0.2.1"),
        (1, "198.51.100.9", "198.51.100.9"),
        (1, "203.0.113.5, 198.51.100.9", "198.51.100.9"),
        (2, "203.0.113.5, 198.51.100.9", "203.0.113.5"),
        (3, "203.0.113.5, 198.51.100.9", "192.0.2.1"),
        (1, "", "192.0.2.1"),
    ],
)
def test_only_what_our_own_proxies_say_is_believed(
    rf: RequestFactory, settings: object, proxies: int, forwarded: str, address: str
) -> None:
    settings.TRUSTED_PROXIES = proxies  # type: ignore[attr-defined]
    request = rf.get("/", REMOTE_ADDR="192.0.2.1", headers={"X-Forwarded-For": forwarded})

    assert who.client_address(request) == address


def test_a_stranger_without_a_token_is_nobody_in_particular() -> None:
    assert who.account_or_token(acting()) is None


@pytest.mark.parametrize("seconds", [0.2, 59, 61, 5_400, 5_401, 200_000])
def test_the_wait_is_said_in_every_language(seconds: float) -> None:
    from datetime import timedelta

    from portal import locales
    from portal.limits.errors import TooMany
    from portal.limits.pages import waiting_time

    for code in locales.codes():
        with translation.override(code):
            assert waiting_time(TooMany("ask", timedelta(seconds=seconds)))
