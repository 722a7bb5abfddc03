"""A stranger's share is bounded by the network, whatever is posted or asked, on every route."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import resolve, reverse

from portal.limits import middleware
from portal.limits.table import ACTS, CROWD, LETTERS, LIMITS, PACES, Limit, Pace
from portal.mail.models import OutboundMail
from tests.factories import accounts
from tests.factories import community as factory
from tests.journeys.hostile import shows
from tests.journeys.routes import Route, every_route

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.walk]
ATTACKER = "203.0.113.9"
OTHERS = [f"198.51.{number}.7" for number in range(10)]
MOST = 2


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """All bounds of networks as small as can be, those of everybody so many times as large."""
    few = ((MOST, "1h"),)
    for rows in (LIMITS, ACTS):
        for name, row in rows.items():
            shared = ((MOST * CROWD, "1h"),) if row.everyone else ()
            monkeypatch.setitem(rows, name, replace(row, network=few, everyone=shared))
    for name in PACES:
        pace = Pace(network=few[0], everyone=(MOST * CROWD, "1h"))
        monkeypatch.setitem(PACES, name, pace)
    for name in ("FILES", "OTHERS"):
        monkeypatch.setattr(middleware, name, Limit(network=few))


def asked(address: str, method: str, path: str, **data: Any) -> Any:
    """One request of somebody who keeps no cookie and says nothing of himself twice."""
    client = Client(
        REMOTE_ADDR=address,
        raise_request_exception=False,
        headers={"sec-fetch-site": "same-origin", "user-agent": "Mozilla/5.0"},
    )
    client.cookies["voter"] = f"{id(client)}"
    return getattr(client, method)(path, data)


def is_closed(answer: Any) -> bool:
    """Whether a stranger was led to sign in, or shown nothing, before anything was done."""
    return answer.status_code in {302, 404} and not answer.cookies


def unbounded(
    routes: list[Route], method: str, strangers: list[str] = OTHERS
) -> dict[str, list[int]]:
    """The routes where one network is never refused, or others are refused because of it."""
    wrong = {}
    for route in routes:
        attack = [asked(ATTACKER, method, route.path()) for _ in range(MOST + 1)]
        others = [asked(one, method, route.path()) for one in strangers]
        statuses = [answer.status_code for answer in attack]
        is_tool = route.path().startswith("/cms/")
        is_bounded = statuses[-1] == 429 or (is_tool and is_closed(attack[-1]))
        if not is_bounded or 429 in {answer.status_code for answer in others}:
            wrong[route.path()] = statuses + [answer.status_code for answer in others]
    return wrong


def one_of_each(routes: list[Route]) -> list[Route]:
    """Those that no other shares its limit with, since it has a name of its own."""
    return list({resolve(route.path()).view_name: route for route in routes}.values())


# Below the editors' pages nothing is shared by everybody: one other stranger tells enough.
@pytest.mark.slow
@pytest.mark.usefixtures("narrow")
@pytest.mark.parametrize(("tools", "strangers"), [(False, OTHERS), (True, OTHERS[:1])])
def test_no_form_has_a_stranger_without_a_bound_or_one_that_others_pay_for(
    tools: bool, strangers: list[str]
) -> None:
    routes = [one for one in every_route() if one.path().startswith("/cms/") is tools]
    assert not unbounded(one_of_each(routes), "post", strangers)


WORK = {*PACES, "search:page", "search:api", "search:suggest", "accounts:data"}
WORK |= {"feeds:report", "feeds:report-csv"}


@pytest.mark.usefixtures("narrow")
def test_what_works_or_writes_when_it_is_only_asked_for_is_bounded_too() -> None:
    routes = one_of_each(every_route())
    working = [route for route in routes if resolve(route.path()).view_name in WORK]
    assert len(working) == len(WORK - {"search", "suggest"})
    assert not unbounded(working, "get")


def test_every_row_is_about_a_route_or_an_act_that_exists() -> None:
    names = {resolve(route.path()).view_name for route in every_route()}
    assert set(LIMITS) <= names
    assert set(PACES) - {"search", "suggest"} <= names


@pytest.fixture
def drafts() -> Callable[[str, int], Any]:
    """A guest's post of an answer, from an address."""
    thread = factory.thread(locale="el")
    path = f"/el/community/thread/{thread.pk}/answer/"

    def draft(address: str, number: int) -> Any:
        return asked(address, "post", path, body=f"Άνοιξε τη βαλβίδα {number}", key="")

    return draft


def test_drafts_of_one_network_end_and_lock_no_guest_out(
    drafts: Callable[[str, int], Any],
) -> None:
    most = ACTS["guest draft"].network[0][0]
    flood = [drafts(ATTACKER, number).status_code for number in range(most)]
    assert set(flood) == {302}
    refused = drafts(ATTACKER, most)
    assert refused.status_code == 429
    assert shows(refused, f"Άνοιξε τη βαλβίδα {most}")
    assert '<html lang="el"' in refused.content.decode()
    assert {drafts(one, 0).status_code for one in OTHERS} == {302}


def test_nobody_locks_somebody_else_out_of_an_account() -> None:
    user = accounts.member("Ελένη")
    path = reverse("account_login")
    for _ in range(7):
        wrong = asked(ATTACKER, "post", path, login=user.email, password="wrong")
    assert "too many wrong passwords" in wrong.content.decode()
    right = asked(OTHERS[0], "post", path, login=user.email, password=accounts.PASSWORD)
    assert right.status_code == 302


def test_asking_for_somebody_elses_password_fills_no_letter_box_and_refuses_nobody() -> None:
    user = accounts.member("Ελένη")
    path = reverse("account_reset_password")
    for _ in range(9):
        asked(ATTACKER, "post", path, email=user.email)
    most = LETTERS["first way in"][0][0] + LETTERS["other way in"][0][0]
    assert OutboundMail.objects.count() == most
    answer = asked(OTHERS[0], "post", path, email=user.email)
    assert OutboundMail.objects.count() == most + 1
    assert (answer.status_code, answer["Location"]) == (
        302,
        reverse("account_reset_password_done"),
    )
