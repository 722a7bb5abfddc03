"""Over the limit comes a page that says when, and shows what was typed."""

import ipaddress
from typing import Any

import pytest
from django.test import Client

from portal.limits import TooMany, spending, table
from portal.limits.models import Counter
from portal.limits.table import Limit
from tests.factories import accounts
from tests.factories.actors import acting

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.portal.limits.urls")]


@pytest.fixture(autouse=True)
def _limit(monkeypatch: pytest.MonkeyPatch) -> None:
    asking = Limit(
        network=((3, "1h"),), account=((2, "1d"),), everyone=((5, "1d"),), wrong_is_free=True
    )
    monkeypatch.setitem(table.LIMITS, "tests.ask", asking)
    monkeypatch.setattr("portal.limits.middleware.OTHERS", Limit(network=((1, "1h"),)))


def stranger(network: int = 2) -> Client:
    return Client(REMOTE_ADDR=f"192.0.{network}.1")


def member(name: str = "Eleni", network: int = 2) -> Client:
    reader = stranger(network)
    reader.force_login(accounts.member(name))
    return reader


def test_over_the_limit_nothing_typed_is_lost() -> None:
    reader = member()
    for _ in range(2):
        assert reader.post("/ask/", {"text": "Why?"}).status_code == 201

    response = reader.post("/ask/", {"text": "Why <b>not</b>?"}, headers={"Accept": "text/html"})

    assert response.status_code == 429
    assert 86_000 < int(response["Retry-After"]) <= 86_400
    assert "Why &lt;b&gt;not&lt;/b&gt;?" in response.text
    assert "24 hours" in response.text
    assert "no-store" in response["Cache-Control"]


def test_a_program_gets_json() -> None:
    reader = member()
    for _ in range(2):
        reader.post("/ask/", {"text": "Why?"})

    response = reader.post("/ask/", {"text": "Why?"}, headers={"Accept": "application/json"})

    assert response.status_code == 429
    assert "24 hours" in response.json()["error"]


def test_a_form_that_is_shown_again_costs_a_member_nothing_and_a_network_its_work() -> None:
    reader = member()
    for _ in range(2):
        assert reader.post("/ask/", {"text": ""}).status_code == 422

    assert reader.post("/ask/", {"text": "Why?"}).status_code == 201
    assert stranger().post("/ask/", {"text": "Why?"}).status_code == 429


def test_reading_costs_nothing() -> None:
    for _ in range(9):
        assert stranger().get("/ask/").status_code == 200
    assert not Counter.objects.exists()


def test_whoever_comes_without_a_cookie_or_with_a_new_one_is_the_same_network() -> None:
    statuses = []
    for number in range(5):
        reader = stranger()
        reader.cookies["voter"] = f"token {number}"
        statuses.append(reader.post("/ask/", {"text": "Why?"}).status_code)

    assert statuses == [201, 201, 201, 429, 429]
    assert stranger(3).post("/ask/", {"text": "Why?"}).status_code == 201


def test_a_refused_use_is_given_back_to_who_else_it_was_counted_for() -> None:
    for _ in range(3):
        stranger().post("/ask/", {"text": "Why?"})
    reader = member()
    for _ in range(5):
        assert reader.post("/ask/", {"text": "Why?"}).status_code == 429

    assert [Counter.objects.filter(count=n).count() for n in (0, 3)] == [1, 2]


def test_a_network_that_the_owner_names_is_many_people(settings: Any) -> None:
    settings.CROWDED_NETWORKS = (ipaddress.ip_network("192.0.2.0/24"),)
    limit = Limit(network=((3, "1h"),))
    for _ in range(3 * table.CROWD):
        spending.spend_from(limit, "asking", acting(address="192.0.2.7"))
    with pytest.raises(TooMany):
        spending.spend_from(limit, "asking", acting(address="192.0.2.8"))
    for _ in range(3):
        spending.spend_from(limit, "asking", acting(address="192.0.3.7"))
    with pytest.raises(TooMany):
        spending.spend_from(limit, "asking", acting(address="192.0.3.8"))


def test_a_form_that_no_row_names_has_the_limit_of_all_others() -> None:
    assert stranger().post("/vote/", {"vote": "yes"}).status_code == 200
    assert stranger().post("/vote/", {"vote": "yes"}).status_code == 429
    assert stranger(3).post("/vote/", {"vote": "yes"}).status_code == 200


def test_letter_boxes_that_anybody_can_name_do_not_fill() -> None:
    most = table.LETTERS["account mail"][0][0]
    told = [spending.may_write_to("A@b.example", "account mail") for _ in range(most + 1)]
    assert told == [True] * most + [False]
    assert not spending.may_write_to("a@B.example", "account mail")
    assert spending.may_write_to("c@b.example", "account mail")


def test_whoever_asks_from_elsewhere_gets_a_way_in_however_many_others_have_asked() -> None:
    def asked(network: int) -> bool:
        return spending.may_let_in("a@b.example", acting(address=f"10.0.{network}.7"))

    per_network = sum(table.LETTERS[name][0][0] for name in ("first way in", "other way in"))
    assert [asked(0) for _ in range(per_network + 1)] == [True] * per_network + [False]
    sent = [[asked(number) for _ in range(per_network + 1)] for number in range(1, 40)]
    assert all(first for first, *_others in sent)
    others = [one for _first, *rest in [[True] * per_network, *sent] for one in rest]
    assert sum(others) == table.LETTERS["ways in"][0][0]
    assert spending.may_let_in("c@b.example", acting(address="10.0.0.7"))
