"""Whoever changes how one signs in, or takes everything away, proves once more to be the owner."""

import time
from typing import Any

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.utils.translation import override
from pydantic import SecretStr

from portal.accounts import proof
from portal.accounts.models import User
from portal.limits.table import LIMITS
from portal.settings.environment import Environment
from portal.settings.sign_in import openid_connect
from tests.factories import accounts
from tests.journeys.routes import Route, every_route

pytestmark = pytest.mark.django_db

# The other addresses of an account, each with the reason why it asks for no proof.
HARMLESS = {
    "accounts:profile": "a name, a language and a time zone sign nobody in",
    "accounts:prove": "the proof itself",
    "weekly:switch": "asks for a mail to the address that is known, or for none",
    "account_reauthenticate": "the proof itself",
    "mfa_reauthenticate": "the proof itself",
    "accounts:to_provider": "signs in; to connect needs the proof",
    "openid_connect_login": "shadowed by the one before it",
    "openid_connect_callback": "ends what was begun there",
    "account_change_password": "its own form asks for the present password",
    "account_login": "signs in",
    "account_logout": "signs out",
    "account_signup": "signs up",
    "account_inactive": "says that an account is switched off",
    "account_confirm_login_code": "signs in, by a code from a mail",
    "account_email_verification_sent": "says that a mail was sent",
    "account_confirm_email": "ends a change begun with the proof, by a key from the new address",
    "account_reset_password": "sends a mail to the address that is known",
    "account_reset_password_done": "says that a mail was sent",
    "account_reset_password_from_key": "the key from a mail is the proof",
    "account_reset_password_from_key_done": "says that it was done",
    "mfa_index": "says whether a second factor is set up",
    "mfa_authenticate": "signs in",
    "mfa_login_webauthn": "signs in, by a passkey",
    "mfa_reauthenticate_webauthn": "the proof itself",
    "mfa_list_webauthn": "says which passkeys there are",
    "account_request_login_code": "sends a mail to the address that is known",
    "socialaccount_login_cancelled": "says that one changed one's mind",
    "socialaccount_login_error": "says that it went wrong",
    "socialaccount_signup": "signs up",
    "": "leads from allauth's former addresses to those above",
}
SECRET = "JBSWY3DPEHPK3PXP"


def of_accounts() -> list[Route]:
    with override("el"):
        return [one for one in every_route() if one.pattern.startswith("/el/account/")]


@pytest.fixture(autouse=True)
def _a_service(settings: Any) -> None:
    cache.clear()
    settings.SOCIALACCOUNT_PROVIDERS = openid_connect(
        Environment(
            oidc_name="Ταυτότητα",
            oidc_server_url="https://id.example.com",
            oidc_client_id="portal",
            oidc_client_secret=SecretStr("between-us"),
        )
    )


def by_password() -> User:
    return accounts.member("Ελένη", locale="el")


def by_second_factor() -> User:
    user = by_password()
    TOTP.activate(user, SECRET)
    return user


def by_service_alone() -> User:
    user = by_password()
    user.set_unusable_password()
    user.save()
    SocialAccount.objects.create(user=user, provider="oidc", uid="eleni")
    return user


# Who signs in how, and where it proves to be the owner.
WAYS = {
    by_password: "/el/account/reauthenticate/",
    by_second_factor: "/el/account/reauthenticate/",
    by_service_alone: "/el/account/prove/",
}


def test_each_address_of_an_account_asks_for_proof_or_is_known_to_be_harmless() -> None:
    names = {one.name for one in of_accounts()}
    assert names == proof.NEEDED | HARMLESS.keys()
    assert not proof.NEEDED & HARMLESS.keys()


@pytest.mark.parametrize("make", WAYS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_without_a_proof_none_of_them_opens(client: Client, make: Any, method: str) -> None:
    user = make()
    before = snapshot(user)
    client.force_login(user)
    walked = [one for one in of_accounts() if one.name in proof.NEEDED]
    assert len(walked) == len(proof.NEEDED)
    for one in walked:
        everything = {"email": "new@example.com", "action_add": "", "sure": "on", "account": "1"}
        response = getattr(client, method)(one.path(), everything)
        wanted = response.headers.get("Location", "")
        assert response.status_code == 302, one.name
        # Who has a factor changes none without it.
        by_factor = make is by_second_factor and one.name.startswith("mfa_")
        way = "/el/account/2fa/reauthenticate/" if by_factor else WAYS[make]
        assert wanted.startswith(f"{way}?next="), one.name
    assert snapshot(user) == before


def snapshot(user: User) -> tuple[Any, ...]:
    fresh = User.objects.get(pk=user.pk)
    return (
        *(fresh.email, fresh.password, fresh.authenticator_set.count()),
        *(fresh.emailaddress_set.count(), fresh.socialaccount_set.count()),
    )


def test_to_connect_another_service_asks_as_well(client: Client) -> None:
    client.force_login(by_service_alone())
    response = client.post("/el/account/oidc/oidc/login/?process=connect")
    assert response.headers["Location"].startswith("/el/account/prove/?next=")


def test_a_sign_in_is_no_proof_and_an_old_proof_is_none(client: Client) -> None:
    user = by_password()
    client.post("/el/account/login/", {"login": user.email, "password": accounts.PASSWORD})
    assert client.get("/el/account/data/").status_code == 302
    client.post("/el/account/reauthenticate/", {"password": accounts.PASSWORD})
    assert client.get("/el/account/data/").status_code == 200
    session = client.session
    for record in session[AUTHENTICATION_METHODS_SESSION_KEY]:
        record["at"] = time.time() - 301
    session.save()
    assert client.get("/el/account/data/").status_code == 302


def test_what_was_typed_goes_on_after_the_proof(client: Client) -> None:
    client.force_login(by_password())
    typed = {"email": "nea@example.com", "action_add": ""}
    asked = client.post("/el/account/email/", typed)
    form = {"password": "not the password", "next": "/el/account/email/"}
    assert client.post(asked.headers["Location"], form).status_code == 200
    done = client.post("/el/account/reauthenticate/", form | {"password": accounts.PASSWORD})
    assert done.headers["Location"] == "/el/account/email/"
    assert EmailAddress.objects.filter(email="nea@example.com", verified=False).exists()


def test_what_was_typed_wrong_is_shown_again_after_the_proof(client: Client) -> None:
    client.force_login(by_password())
    client.post("/el/account/email/", {"email": "χωρίς παπάκι", "action_add": ""})
    form = {"password": accounts.PASSWORD, "next": "/el/account/email/"}
    page = client.post("/el/account/reauthenticate/", form).content.decode()
    assert "χωρίς παπάκι" in page
    assert 'lang="el"' in page
    assert 'aria-invalid="true"' in page


def test_a_proof_given_for_something_else_does_not_do_what_was_left_behind(
    client: Client,
) -> None:
    client.force_login(by_password())
    client.post("/el/account/email/", {"email": "left@example.com", "action_add": ""})
    form = {"password": accounts.PASSWORD, "next": "/el/account/data/"}
    done = client.post("/el/account/reauthenticate/", form)
    assert done.headers["Location"] == "/el/account/data/"
    assert not EmailAddress.objects.filter(email="left@example.com").exists()


def test_a_password_and_an_address_are_never_left_in_the_session(client: Client) -> None:
    client.force_login(by_service_alone())
    new = {"password1": "a-new-long-password"}
    client.post("/el/account/password/set/", new)
    client.post("/el/account/email/", {"email": "n@example.com", "action_add": ""})
    told = str([one.get_decoded() for one in Session.objects.all()])
    assert "n%40example.com" in told
    assert not any(secret in told for secret in ("a-new-long-password", "127.0.0.1", "HTTP_"))


def test_what_is_longer_than_any_of_these_forms_is_typed_again(client: Client) -> None:
    client.force_login(by_password())
    for typed in ({"email": "ν" * 100_000}, {f"field {n}": "ν" for n in range(1_500)}):
        asked = client.post("/el/account/email/", typed | {"action_add": ""})
        assert asked.headers["Location"].startswith("/el/account/reauthenticate/?next=")
        assert len(Session.objects.get().session_data) < 1_000
    form = {"password": accounts.PASSWORD, "next": "/el/account/email/"}
    done = client.post("/el/account/reauthenticate/", form)
    assert done.headers["Location"] == "/el/account/email/"


def test_asking_for_the_proof_counts_as_sending_the_form(client: Client) -> None:
    client.force_login(by_password())
    most = LIMITS["account_email"].account[0][0]
    form = {"email": "nea@example.com", "action_add": ""}
    tried = [client.post("/el/account/email/", form).status_code for _ in range(most + 1)]
    assert tried == [302] * most + [429]


def test_each_way_leads_to_the_others(client: Client) -> None:
    user = by_second_factor()
    SocialAccount.objects.create(user=user, provider="oidc", uid="eleni")
    client.force_login(user)
    ways = {"/el/account/reauthenticate/", "/el/account/2fa/reauthenticate/", "/el/account/prove/"}
    for way in ways - {"/el/account/prove/"}:
        page = client.get(f"{way}?next=/el/account/data/").content.decode()
        for other in ways - {way}:
            assert f'href="{other}?next=' in page


def test_who_signs_in_by_a_service_alone_is_led_there_and_asked_anew(client: Client) -> None:
    client.force_login(by_service_alone())
    page = client.get(client.get("/el/account/data/").headers["Location"]).content.decode()
    assert "Ταυτότητα" in page
    assert "process=redirect" in page


def test_without_any_way_left_a_password_comes_by_mail(client: Client) -> None:
    user = by_service_alone()
    SocialAccount.objects.all().delete()
    client.force_login(user)
    assert client.get("/el/account/data/").headers["Location"] == "/el/account/password/reset/"
