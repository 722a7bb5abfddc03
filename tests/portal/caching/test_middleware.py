"""What is made for somebody is kept by nobody, whichever view makes it."""

from collections.abc import Callable

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from portal.accounts.models import User
from portal.caching.pages import PRIVATE
from tests.factories import accounts
from tests.journeys.routes import every_route

pytestmark = pytest.mark.django_db

# The same for everybody, and they say so.
FOR_ALL = {"theme", "security-txt", "robots-txt"}
SECRETS = (
    *("email/", "password/change/", "reauthenticate/", "logout/", "3rdparty/"),
    *("2fa/recovery-codes/", "2fa/recovery-codes/download/", "2fa/recovery-codes/generate/"),
)


@pytest.mark.walk
@pytest.mark.parametrize("make", [accounts.member, accounts.publisher])
def test_no_answer_to_who_has_signed_in_is_kept(client: Client, make: Callable[[], User]) -> None:
    client.raise_request_exception = False
    user = make()
    kept = {}
    for route in every_route():
        client.force_login(user)
        answer = client.get(route.path())
        cache = answer.headers.get("Cache-Control", "")
        if "no-store" not in cache:
            kept[route.name] = cache
    assert kept.keys() == FOR_ALL
    assert all(cache.startswith("public") for cache in kept.values())


@pytest.mark.parametrize("path", SECRETS)
def test_no_secret_of_an_account_is_kept(client: Client, path: str) -> None:
    member = accounts.member()
    TOTP.activate(member, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(member)
    client.force_login(member)
    accounts.prove(client)
    assert "no-store" in client.get(f"/el/account/{path}").headers["Cache-Control"]


def test_the_secret_of_a_second_factor_is_not_kept(client: Client) -> None:
    client.force_login(accounts.member())
    accounts.prove(client)
    page = client.get("/el/account/2fa/totp/activate/")
    assert client.session["mfa.totp.secret"] in page.content.decode()
    assert page.headers["Cache-Control"] == PRIVATE


def test_a_form_with_a_strangers_token_is_not_kept(client: Client) -> None:
    for _again in range(2):
        assert "no-store" in client.get("/ar/account/login/").headers["Cache-Control"]
