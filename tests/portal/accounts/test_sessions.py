"""A session is drawn at sign-in, known to the server alone, and over when it is over."""

import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

from portal.accounts.models import User
from tests.factories.accounts import PASSWORD, member

pytestmark = pytest.mark.django_db

ACCOUNT = "/en/account/"


def signed_in(user: User, client: Client | None = None) -> Client:
    client = client or Client()
    answer = client.post("/en/account/login/", {"login": user.email, "password": PASSWORD})
    assert answer.status_code == 302
    return client


def key_of(client: Client) -> str:
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)


def with_cookie(key: str) -> Client:
    """Somebody else's browser that has got hold of the cookie."""
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = key
    return client


def test_an_installation_begins_without_accounts() -> None:
    assert not User.objects.exists()


def test_a_session_is_known_to_the_server_alone() -> None:
    client = signed_in(member())
    assert re.fullmatch(r"[a-z0-9]{32,}", key_of(client))
    assert with_cookie(key_of(client)).get(ACCOUNT).status_code == 200
    assert with_cookie("a" * 32).get(ACCOUNT).status_code == 302
    page = client.get(ACCOUNT)
    assert key_of(client) not in page.content.decode()
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_each_sign_in_draws_a_session_and_ends_the_one_before() -> None:
    user = member()
    client = signed_in(user)
    first = key_of(client)
    client.post("/en/account/logout/")
    signed_in(user, client)
    assert key_of(client) != first
    assert not Session.objects.filter(session_key=first).exists()
    # One that somebody has put into the browser beforehand is not taken over.
    planted = with_cookie("planted0planted0planted0planted0")
    signed_in(user, planted)
    assert key_of(planted) != "planted0planted0planted0planted0"


def test_signing_out_ends_it_for_whoever_has_its_cookie() -> None:
    client = signed_in(member())
    copied = with_cookie(key_of(client))
    assert copied.get(ACCOUNT).status_code == 200
    client.post("/en/account/logout/")
    assert copied.get(ACCOUNT).status_code == 302


def _closed(user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)


def _gone(user: User) -> None:
    user.delete()


def _another_password(user: User) -> None:
    user.set_password("ένας άλλος κωδικός")
    user.save()


@pytest.mark.parametrize("end", [_closed, _gone, _another_password])
def test_an_account_that_is_closed_or_gone_is_signed_in_nowhere(
    end: Callable[[User], None],
) -> None:
    user = member()
    here, there = signed_in(user), signed_in(user)
    end(user)
    for client in (here, there):
        assert client.get(ACCOUNT).status_code == 302


def test_pages_of_members_are_kept_nowhere() -> None:
    client = signed_in(member())
    for path in (ACCOUNT, "/en/", "/en/community/", "/en/account/data/"):
        kept = client.get(path).headers["Cache-Control"]
        assert "no-store" in kept, path
        assert "private" in kept, path
