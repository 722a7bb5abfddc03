"""Who can change things for others shows a second factor; nobody comes in by a side door."""

from typing import Any

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client

from portal.accounts.models import User
from tests.factories import accounts

pytestmark = pytest.mark.django_db


def sign_in(client: Client, user: User) -> Any:
    return client.post(
        "/en/account/login/", {"login": user.email, "password": accounts.PASSWORD, "next": "/cms/"}
    )


def code_of(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("make", [accounts.writer, accounts.publisher, accounts.moderator])
def test_staff_are_sent_to_set_it_up_before_anything_else(client: Client, make: Any) -> None:
    assert sign_in(client, make()).headers["Location"] == "/cms/"
    response = client.get("/cms/")
    assert response.headers["Location"] == "/en/account/2fa/totp/activate/"
    password = {"password": accounts.PASSWORD, "next": response.headers["Location"]}
    again = client.post("/en/account/reauthenticate/", password)
    page = client.get(again.headers["Location"]).content.decode()
    assert "<svg" in page
    assert " style=" not in page
    secret = client.session["mfa.totp.secret"]
    client.post("/en/account/2fa/totp/activate/", {"code": code_of(secret)})
    assert client.get("/en/account/2fa/recovery-codes/").status_code == 200
    assert "2fa" not in client.get("/cms/").headers.get("Location", "")


def test_the_second_step_is_asked_at_sign_in(client: Client) -> None:
    editor = accounts.editor()
    secret = "JBSWY3DPEHPK3PXP"
    TOTP.activate(editor, secret)
    step = sign_in(client, editor)
    assert step.headers["Location"].startswith("/en/account/2fa/authenticate/")
    page = client.get(step.headers["Location"])
    assert page.status_code == 200
    assert "_auth_user_id" not in client.session
    landed = client.post(step.headers["Location"], {"code": code_of(secret)})
    assert landed.headers["Location"] == "/cms/"
    assert client.get("/cms/").status_code == 200


def test_a_session_that_never_showed_it_is_asked_again(client: Client) -> None:
    editor = accounts.editor()
    TOTP.activate(editor, "JBSWY3DPEHPK3PXP")
    client.force_login(editor)
    assert client.get("/cms/").headers["Location"].startswith("/en/account/2fa/reauthenticate/")


def test_who_has_removed_it_sets_it_up_again_in_every_session(client: Client) -> None:
    editor, secret = accounts.editor(), "JBSWY3DPEHPK3PXP"
    TOTP.activate(editor, secret)
    step = sign_in(client, editor)
    client.post(step.headers["Location"], {"code": code_of(secret)})
    other = Client()
    other.force_login(editor)
    accounts.pass_second_factor(other, editor)
    assert (client.get("/cms/").status_code, other.get("/cms/").status_code) == (200, 200)
    accounts.prove(client)
    client.post("/en/account/2fa/totp/deactivate/")
    for browser in (client, other):
        assert browser.get("/cms/").headers["Location"] == "/en/account/2fa/totp/activate/"


def test_members_are_not_asked_but_told_that_the_editors_pages_are_not_theirs(
    client: Client,
) -> None:
    client.force_login(accounts.member())
    response = client.get("/cms/", follow=True)
    assert response.status_code == 403
    assert "2fa" not in str(response.redirect_chain)
    assert "permission to access the admin" not in response.content.decode()


def test_the_demo_asks_nobody(client: Client, settings: Any) -> None:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    client.force_login(accounts.editor())
    assert client.get("/cms/").status_code == 200


@pytest.mark.parametrize("path", ["/cms/login/", "/cms/login/?next=/cms/pages/"])
def test_there_is_one_way_in_for_editors_too(client: Client, path: str) -> None:
    editor = accounts.editor()
    response = client.post(path, {"username": editor.email, "password": accounts.PASSWORD})
    assert "/account/login/" in response.headers["Location"]
    assert "_auth_user_id" not in client.session
    assert client.get("/cms/password_reset/").status_code == 404


def test_our_words_cover_allauths_errors() -> None:
    said = get_adapter().error_messages
    assert str(said["incorrect_code"]) == "This code is wrong or has expired."
    assert str(said["unverified_email"]) == "Confirm your email address first."


@pytest.mark.parametrize("code", ["id", "el", "ar"])
def test_the_ways_out_of_the_editors_pages_are_in_a_language_of_the_site(
    client: Client, code: str
) -> None:
    # Wagtail has its words for some of them under another tag, as id-id.
    spoken = {"accept-language": code}
    to_sign_in = client.get("/cms/login/", headers=spoken)
    assert to_sign_in.headers["Location"].startswith(f"/{code}/account/login/")
    client.force_login(accounts.editor())
    to_set_up = client.get("/cms/", headers=spoken)
    assert to_set_up.headers["Location"] == f"/{code}/account/2fa/totp/activate/"


@pytest.mark.parametrize(
    "address", ["webauthn/add/", "totp/deactivate/", "recovery-codes/generate/"]
)
def test_an_old_session_and_a_password_change_no_factor(client: Client, address: str) -> None:
    """Else they would be enough for a passkey, which is both steps."""
    editor, secret = accounts.editor(), "JBSWY3DPEHPK3PXP"
    client.force_login(editor)
    TOTP.activate(editor, secret)
    accounts.prove(client)
    way = client.get(f"/en/account/2fa/{address}").headers["Location"]
    assert way.startswith("/en/account/2fa/reauthenticate/")
    client.post(way, {"code": code_of(secret)})
    assert client.get(f"/en/account/2fa/{address}").status_code == 200


def test_a_passkey_added_by_who_has_shown_nothing_yet_is_the_first_factor(client: Client) -> None:
    editor = accounts.editor()
    client.force_login(editor)
    accounts.prove(client)
    assert client.get("/en/account/2fa/webauthn/add/").status_code == 200
