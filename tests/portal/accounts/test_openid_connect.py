"""Signing in by a real OpenID Connect server, in a real browser, as a Greek reader."""

import logging
import re
from collections.abc import Iterator
from typing import Any

import oidc_provider_mock
import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Page, Route, expect
from pydantic import SecretStr

from portal.accounts.models import User
from portal.mail.models import OutboundMail
from portal.settings.environment import Environment
from portal.settings.sign_in import openid_connect
from tests.browser import NewContext
from tests.factories import accounts

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NAME = "Ταυτότητα"
MIDWAY = "/el/search/?q=hub"
PEOPLE = {
    "eleni": {"name": "Ελένη Κ", "email": "eleni@example.com", "email_verified": True},
    "nobody": {"email": "nobody@example.com", "email_verified": True},
    "silent": {"name": "Χωρίς Διεύθυνση"},
    "doubtful": {"name": "Νίκος", "email": "nikos@example.com", "email_verified": False},
    "editor": {"name": "Ed Nils", "email": "editor@example.com", "email_verified": True},
}


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """The address of a server of OpenID Connect that knows these people."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    people = [oidc_provider_mock.User(sub=sub, claims=claims) for sub, claims in PEOPLE.items()]
    with oidc_provider_mock.run_server_in_thread(user_claims=people) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def portal(provider: str, settings: Any, live_server: Any) -> str:
    """The address of a portal that trusts this server."""
    cache.clear()
    _configure(settings, provider)
    # Mails lead to where the site says that it is.
    settings.BASE_URL = str(live_server.url)
    return str(live_server.url)


def _configure(settings: Any, server: str) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = openid_connect(
        Environment(
            oidc_name=NAME,
            oidc_server_url=server,
            oidc_client_id="portal",
            oidc_client_secret=SecretStr("between-us"),
        )
    )


@pytest.fixture
def page(new_context: NewContext) -> Page:
    """A Greek reader's phone; nothing but this machine can be reached."""
    context = new_context(locale="el")

    def stay_here(route: Route) -> None:
        if re.match(r"http://(localhost|127\.0\.0\.1):", route.request.url):
            route.continue_()
        else:
            route.abort()

    context.route("**/*", stay_here)
    return context.new_page()


def go_to_provider(page: Page, portal: str, start: str = MIDWAY) -> None:
    """From a page of the portal to the provider's own page."""
    page.goto(portal + start)
    page.locator("header a[href*='/account/login/']").first.click()
    page.get_by_role("button", name=NAME).click()
    page.wait_for_url("http://localhost:*/oauth2/authorize*")


def come_as(page: Page, portal: str, who: str, start: str = MIDWAY) -> None:
    go_to_provider(page, portal, start)
    page.get_by_role("button", name=f"Authorize as {who}").click()
    page.wait_for_url(f"{portal}/**")


def in_our_frame(page: Page) -> None:
    """Greek, in our frame, without a word of allauth's own."""
    assert page.locator("html").get_attribute("lang") == "el"
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator(".skip-link")).to_have_count(1)
    text = page.locator("main").inner_text()
    for foreign in ("Third-Party", "SocialAccount", "Sign Up", "Email", "Username"):
        assert foreign not in text


def test_a_stranger_comes_back_to_where_it_was_with_an_account(portal: str, page: Page) -> None:
    come_as(page, portal, "eleni", MIDWAY)
    assert page.url == portal + MIDWAY
    user = User.objects.get()
    assert (user.display_name, user.locale, user.email) == ("Ελένη Κ", "el", "eleni@example.com")
    assert not user.has_usable_password()
    assert EmailAddress.objects.get().verified
    assert not OutboundMail.objects.exists()


def test_nothing_is_kept_of_what_else_the_provider_tells(portal: str, page: Page) -> None:
    come_as(page, portal, "eleni")
    user = User.objects.get()
    assert (user.first_name, user.last_name) == ("", "")
    assert SocialAccount.objects.get().extra_data == {}


def test_the_second_time_it_is_the_same_account(
    portal: str, page: Page, new_context: NewContext
) -> None:
    come_as(page, portal, "eleni")
    page.context.clear_cookies()
    come_as(page, portal, "eleni")
    assert page.url == portal + MIDWAY
    assert (User.objects.count(), SocialAccount.objects.count()) == (1, 1)
    page.goto(f"{portal}/el/account/")
    expect(page.locator("input[name=display_name]")).to_have_value("Ελένη Κ")
    page.locator("main a[href$='/3rdparty/']").click()
    in_our_frame(page)
    expect(page.locator("main form").first).to_contain_text(NAME)


def test_a_local_account_is_not_taken_over_by_its_address(portal: str, page: Page) -> None:
    owner = accounts.member("Η πρώτη", email="eleni@example.com", locale="el")
    come_as(page, portal, "eleni")
    in_our_frame(page)
    assert "/account/confirm-email/" in page.url
    assert not SocialAccount.objects.exists()
    assert [user.pk for user in User.objects.all()] == [owner.pk]
    mail = OutboundMail.objects.get()
    assert (mail.to, mail.kind) == (owner.email, "account.account_already_exists")
    page.goto(f"{portal}/el/account/")
    assert "/account/login/" in page.url


def test_the_owner_connects_it_and_then_comes_in_by_it(portal: str, page: Page) -> None:
    owner = accounts.member("Η πρώτη", email="eleni@example.com", locale="el")
    page.goto(f"{portal}/el/account/login/?next=/el/account/3rdparty/")
    page.locator("[name=login]").fill(owner.email)
    page.locator("[name=password]").fill(accounts.PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    in_our_frame(page)
    assert "/account/reauthenticate/" in page.url
    page.locator("[name=password]").fill(accounts.PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.get_by_role("button", name=NAME).click()
    page.get_by_role("button", name="Authorize as eleni").click()
    page.wait_for_url(f"{portal}/**")
    expect(page.locator("main form").first).to_contain_text(NAME)
    assert SocialAccount.objects.get().user == owner
    page.context.clear_cookies()
    come_as(page, portal, "eleni")
    assert page.url == portal + MIDWAY
    assert User.objects.count() == 1


def test_who_says_no_at_the_provider_reads_so_in_greek(portal: str, page: Page) -> None:
    go_to_provider(page, portal)
    page.get_by_role("button", name="Deny access").click()
    page.wait_for_url(f"{portal}/el/account/3rdparty/login/cancelled/")
    in_our_frame(page)
    expect(page.locator("main a.button")).to_be_visible()
    assert not User.objects.exists()


@pytest.mark.parametrize("who", ["nobody", "silent", "eleni"])
def test_what_is_missing_or_taken_is_asked_for(portal: str, page: Page, who: str) -> None:
    accounts.member("ελένη κ", email="another@example.com")
    come_as(page, portal, who)
    assert page.url == f"{portal}/el/account/3rdparty/signup/"
    in_our_frame(page)
    expect(page.locator("main form .field")).to_have_count(2)
    page.locator("[name=display_name]").fill("Ελένη Δεύτερη")
    page.locator("[name=email]").fill(PEOPLE[who].get("email", "silent@example.com"))
    page.locator("main form button[type=submit]").first.click()
    user = User.objects.get(display_name="Ελένη Δεύτερη")
    assert user.locale == "el"
    if who == "silent":
        in_our_frame(page)
        assert "/account/confirm-email/" in page.url
        assert OutboundMail.objects.get().to == "silent@example.com"
    else:
        assert page.url == portal + MIDWAY


def test_an_address_that_the_provider_does_not_vouch_for_is_asked_to_be_confirmed(
    portal: str, page: Page
) -> None:
    come_as(page, portal, "doubtful")
    in_our_frame(page)
    assert "/account/confirm-email/" in page.url
    assert OutboundMail.objects.get().locale == "el"
    page.goto(OutboundMail.objects.get().text.split("http")[1].split()[0].join(["http", ""]))
    page.locator("main form button[type=submit]").first.click()
    assert page.url == portal + MIDWAY


def test_staff_still_show_the_second_factor(portal: str, page: Page) -> None:
    come_as(page, portal, "editor")
    editor = User.objects.get()
    editor.is_staff = True
    editor.save()
    page.goto(f"{portal}/cms/")
    # Setting it up asks for proof by what they sign in with.
    page.get_by_role("button", name=NAME).click()
    page.get_by_role("button", name="Authorize as editor").click()
    page.wait_for_url(f"{portal}/el/account/2fa/totp/activate/**")
    TOTP.activate(editor, "JBSWY3DPEHPK3PXP")
    page.context.clear_cookies()
    come_as(page, portal, "editor")
    in_our_frame(page)
    assert "/account/2fa/authenticate/" in page.url
    page.goto(f"{portal}/cms/")
    assert "/cms/" not in page.url


def test_a_server_that_does_not_answer_leaves_the_other_ways(
    portal: str, page: Page, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    _configure(settings, "http://localhost:9")
    page.goto(f"{portal}/el/account/login/?next=/el/community/")
    page.get_by_role("button", name=NAME).click()
    in_our_frame(page)
    expect(page.locator("main a[href*='/account/login/']")).to_be_visible()
    assert "does not answer" in caplog.text


def test_the_button_is_only_there_when_it_is_configured(client: Client, settings: Any) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = openid_connect(Environment())
    for path in ("login/", "signup/"):
        assert "/oidc/" not in client.get(f"/el/account/{path}").content.decode()
    assert client.post("/el/account/oidc/oidc/login/").status_code == 404
    _configure(settings, "https://id.example.com")
    assert NAME in client.get("/el/account/login/").content.decode()
