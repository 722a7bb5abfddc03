"""Passkeys in a real browser: made, used to sign in, and as good as both steps."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from playwright.sync_api import CDPSession, Page, expect

from portal.accounts.models import User
from portal.mail.models import OutboundMail
from tests.browser import NewContext
from tests.factories import accounts
from tests.factories.mail import queued

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def device(page: Page, *, verifies: bool = True) -> CDPSession:
    """A device that keeps passkeys; one that does not verify knows no fingerprint or PIN."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": verifies,
        "isUserVerified": verifies,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session


def sign_in(page: Page, site: str, user: User) -> None:
    page.goto(f"{site}/en/account/login/")
    page.locator("[name=login]").fill(user.email)
    page.locator("[name=password]").fill(accounts.PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url("**/en/")


def add_passkey(page: Page, site: str) -> None:
    page.goto(f"{site}/en/account/2fa/webauthn/add/")
    page.locator("[name=password]").fill(accounts.PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.get_by_role("button", name="Add a passkey").click()


@pytest.fixture
def page(new_context: NewContext) -> Page:
    return new_context().new_page()


def test_a_passkey_is_made_and_opens_the_account_and_its_rights(
    page: Page, live_server: Any
) -> None:
    user = accounts.publisher()
    device(page)
    sign_in(page, live_server.url, user)
    add_passkey(page, live_server.url)
    expect(page).to_have_url(f"{live_server.url}/en/account/2fa/recovery-codes/")
    passkey = Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN)
    assert (passkey.user, passkey.wrap().name) == (user, "Chrome on Android")
    assert "passkey was added" in OutboundMail.objects.get(kind="account.webauthn_added").text

    page.context.clear_cookies()
    page.goto(f"{live_server.url}/en/account/login/?next=/cms/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    # Straight to where rights are needed: no code, no second page.
    expect(page).to_have_url(f"{live_server.url}/cms/")


def test_after_a_password_the_passkey_is_the_second_step(page: Page, live_server: Any) -> None:
    user = accounts.member()
    device(page)
    sign_in(page, live_server.url, user)
    add_passkey(page, live_server.url)
    page.wait_for_url("**/recovery-codes/")
    page.context.clear_cookies()
    page.goto(f"{live_server.url}/en/account/login/")
    page.locator("[name=login]").fill(user.email)
    page.locator("[name=password]").fill(accounts.PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.get_by_role("button", name="Use your passkey").click()
    page.wait_for_url("**/en/")


def test_a_device_that_knows_no_fingerprint_makes_none(page: Page, live_server: Any) -> None:
    device(page, verifies=False)
    sign_in(page, live_server.url, accounts.member())
    add_passkey(page, live_server.url)
    expect(page.get_by_role("alert")).to_be_visible()
    assert not Authenticator.objects.exists()


def test_a_password_is_shown_on_demand_and_sent_hidden(page: Page, live_server: Any) -> None:
    page.goto(f"{live_server.url}/en/account/login/")
    field = page.locator("[name=password]")
    field.fill(accounts.PASSWORD)
    page.get_by_role("button", name="Show password").click()
    expect(field).to_have_attribute("type", "text")
    expect(field).to_be_focused()
    page.get_by_role("button", name="Hide password").click()
    expect(field).to_have_attribute("type", "password")


def test_a_guests_times_are_told_in_the_guests_zone(
    new_context: NewContext, live_server: Any
) -> None:
    mail = queued()
    page = new_context(timezone_id="Asia/Jakarta").new_page()
    page.goto(f"{live_server.url}/outbox/{mail.pk}/")
    told = page.locator("time").text_content() or ""
    assert "UTC" not in told
    named = page.evaluate(
        "at => new Intl.DateTimeFormat('en-GB', {timeStyle: 'short', timeZone: 'Asia/Jakarta'})"
        ".format(new Date(at))",
        mail.created_at.isoformat(),
    )
    assert named in told


def test_who_signs_up_has_the_zone_of_the_device(
    new_context: NewContext, live_server: Any
) -> None:
    page = new_context(timezone_id="Asia/Jakarta").new_page()
    page.goto(f"{live_server.url}/en/account/signup/")
    page.locator("[name=display_name]").fill("Ελένη Κ")
    page.locator("[name=email]").fill("eleni@example.com")
    page.locator("[name=password1]").fill(accounts.PASSWORD)
    page.locator("[name=password1]").press("Enter")
    page.wait_for_url("**/confirm-email/")
    assert User.objects.get().time_zone == "Asia/Jakarta"


HOSTILE = ["", "[]", "{}", '"x"', "nonsense", '{"response": {"userHandle": "////"}}', "null", "7"]
HOSTILE += ['{"id": 1, "rawId": [], "type": {}, "response": "x"}', '{"response": {}}' * 2]


@pytest.mark.parametrize("credential", HOSTILE)
def test_whatever_is_sent_as_a_passkey_signs_nobody_in(client: Client, credential: str) -> None:
    answer = client.post("/el/account/2fa/webauthn/login/", {"credential": credential})
    assert answer.status_code == 302
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("credential", HOSTILE)
def test_whatever_is_sent_as_a_new_passkey_adds_none(client: Client, credential: str) -> None:
    client.force_login(accounts.member())
    accounts.prove(client)
    client.get("/el/account/2fa/webauthn/add/")
    answer = client.post("/el/account/2fa/webauthn/add/", {"credential": credential})
    assert answer.status_code == 200
    assert not Authenticator.objects.exists()
