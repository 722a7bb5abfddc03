"""Who acts: read off the request in one place, and asked for rights without ever being changed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.test import Client, RequestFactory

from portal import actors
from portal.accounts.acting import actor_of as acting_of
from portal.accounts.models import User
from portal.actors import Actor, Uncounted
from tests.factories import accounts, support
from tests.factories.actors import acting
from tests.factories.journal import FIREFOX, GOOGLEBOT, reader

pytestmark = pytest.mark.django_db


def owner() -> User:
    """Somebody who may do everything."""
    return accounts.member("Owner", is_staff=True, is_superuser=True)


PRIVILEGED: list[Callable[[], User]] = [accounts.moderator, accounts.editor, owner]


def test_a_stranger_is_nobody_and_may_nothing_that_asks_for_a_right() -> None:
    stranger = Actor()
    assert (stranger.account, stranger.is_member, stranger.privileged) == (None, False, None)
    assert not any(stranger.may(right) for right in ("report.see", "search.tune", "tools.enter"))


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({}, None),
        ({"agent": GOOGLEBOT}, Uncounted.ROBOT),
        ({"sec_purpose": "prefetch;prerender"}, Uncounted.PREFETCH),
        ({"purpose": "prefetch"}, Uncounted.PREFETCH),
        ({"sec_gpc": "1"}, Uncounted.PRIVACY),
        ({"dnt": "1"}, Uncounted.PRIVACY),
        ({"agent": GOOGLEBOT, "sec_gpc": "1"}, Uncounted.ROBOT),
    ],
)
def test_it_says_why_somebody_is_not_counted(headers: dict[str, str], reason: Any) -> None:
    assert reader(**headers).uncounted == reason


@pytest.mark.parametrize(
    ("kept", "market", "has_chosen"),
    [
        *[("GR", "GR", True), ("NO", "NO", True), ("all", "", True)],
        *[("", "", False), ("SE", "", False), ("gr", "", False), ("ALL", "", False)],
    ],
)
def test_it_knows_the_country_that_the_browser_has_kept(
    kept: str, market: str, has_chosen: bool
) -> None:
    support.market("GR"), support.market("NO")
    request = RequestFactory().get("/el/?market=NO")
    request.user = AnonymousUser()
    request.COOKIES["market"] = kept
    actor = acting_of(request)
    assert (actor.market, actor.has_chosen) == (market, has_chosen)


@pytest.mark.parametrize(("served", "market"), [([], ""), (["GR"], "GR")])
def test_where_there_is_no_choice_none_was_made(served: list[str], market: str) -> None:
    for code in served:
        support.market(code)
    request = RequestFactory().get("/el/")
    request.user = AnonymousUser()
    request.COOKIES["market"] = "NO"
    actor = acting_of(request)
    assert (actor.market, actor.has_chosen) == (market, False)


def test_neither_address_nor_token_is_ever_printed() -> None:
    actor = acting(address="203.0.113.7", agent=FIREFOX, voter_token="secret-token")
    assert not any(told in repr(actor) for told in ("203.0.113.7", "Firefox", "secret-token"))


@pytest.mark.parametrize("make", PRIVILEGED)
@pytest.mark.parametrize("right", ["report.see", "search.tune", "tools.enter"])
def test_without_the_second_factor_it_is_an_ordinary_member(
    make: Callable[[], User], right: str
) -> None:
    user = make()
    without = acting(user, second_factor=False)
    assert without.is_member
    assert without.lacks_second_factor
    assert (without.privileged, without.is_colleague, without.owns_site) == (None, False, False)
    assert not without.may(right)
    assert acting(user).privileged == user


def test_members_lack_nothing() -> None:
    user = accounts.member()
    user.groups.add(Group.objects.create(name="Partners"))
    assert acting(user, second_factor=False).privileged == user


def test_where_the_site_does_not_ask_for_it_nobody_lacks_it(settings: Any) -> None:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    assert acting(accounts.editor(), second_factor=False).may("tools.enter")


def test_an_account_that_was_closed_is_nobody() -> None:
    closed = accounts.editor(is_active=False)
    assert (acting(closed).account, acting(closed).may("tools.enter")) == (None, False)


@pytest.mark.parametrize("make", PRIVILEGED)
def test_saving_the_account_in_a_session_without_the_factor_stores_no_other_rights(
    make: Callable[[], User], client: Client
) -> None:
    user = make()
    before = (user.is_staff, user.is_superuser, user.is_active, user.get_all_permissions())
    client.force_login(user)
    for address in ("/el/", "/el/help/", "/el/community/", "/el/search/?q=hub", "/el/contact/"):
        assert client.get(address).status_code == 200
    response = client.post(
        "/el/account/",
        {"display_name": "Νέο όνομα", "locale": "el", "time_zone": "Europe/Athens"},
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    assert response.status_code == 302
    saved = User.objects.get(pk=user.pk)
    assert saved.display_name == "Νέο όνομα"
    after = (saved.is_staff, saved.is_superuser, saved.is_active, saved.get_all_permissions())
    assert after == before


def test_a_right_that_nobody_has_written_down_is_an_error() -> None:
    with pytest.raises(LookupError):
        acting().may("help.conjure")
    assert {"report.see", "search.tune", "tools.enter"} <= set(actors.rights())
