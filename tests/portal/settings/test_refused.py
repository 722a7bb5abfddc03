"""What does not happen, since a default was decided otherwise: see docs/decided-defaults.md."""

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse
from pydantic import SecretStr
from wagtail.embeds.finders import get_finders
from wagtail.models import PageViewRestriction

from portal.home import site
from portal.mail.models import OutboundMail
from portal.settings.environment import Environment
from portal.settings.sign_in import openid_connect
from tests.factories import accounts
from tests.factories.kb import make_page

pytestmark = pytest.mark.django_db
# What a browser fetches by itself, or a script is told to fetch.
_FETCHED = re.compile(
    r"""<(?!a\b)[^>]*?\b(?:src|srcset|href|action|poster|data-[\w-]+)=["']((?:https?:)?//[^"'/]+)"""
)
ELSEWHERE = ("gravatar", "releases.wagtail")


@pytest.fixture(autouse=True)
def _site(settings: Any) -> None:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    cache.clear()
    site.set_up()


@pytest.fixture
def client() -> Client:
    return Client(headers={"sec-fetch-site": "same-origin", "user-agent": "Mozilla/5.0"})


@pytest.fixture
def owner(client: Client) -> Client:
    client.force_login(accounts.administrator())
    return client


def link_in(mail: OutboundMail) -> str:
    link = next(word for word in mail.text.split() if word.startswith("http"))
    return link.removeprefix("http://testserver")


@pytest.mark.parametrize(
    "name", ["wagtailadmin_home", "wagtailadmin_account", "wagtailusers_users:index", "edit"]
)
def test_the_editors_pages_load_nothing_from_elsewhere(owner: Client, name: str) -> None:
    page = make_page(locale="el")
    address = (
        reverse("wagtailadmin_pages:edit", args=[page.pk]) if name == "edit" else reverse(name)
    )
    html = owner.get(address).content.decode()
    assert "</html>" in html
    assert {host for host in _FETCHED.findall(html) if "//testserver" not in host} == set()
    loaded = re.sub(r"<a\b[^>]*>", "", html)
    assert [word for word in ELSEWHERE if word in loaded] == []


def test_nothing_is_fetched_from_elsewhere_to_be_shown_in_a_page() -> None:
    assert get_finders() == []
    with pytest.raises(NoReverseMatch):
        reverse("wagtailembeds:chooser")


def test_no_page_is_put_behind_a_shared_password(owner: Client) -> None:
    page = make_page(locale="el")
    address = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])
    assert b"password" not in owner.get(address).content
    owner.post(address, {"restriction_type": "password", "password": "secret", "groups": []})
    assert not PageViewRestriction.objects.exists()
    owner.post(address, {"restriction_type": "login", "groups": []})
    assert PageViewRestriction.objects.get().restriction_type == "login"


def test_no_time_zone_is_offered_that_browsers_refuse(owner: Client) -> None:
    for address in (reverse("wagtailadmin_account"), "/el/account/"):
        offered = set(re.findall(r'<option value="([^"]+)"', owner.get(address).content.decode()))
        assert "Europe/Athens" in offered, address
        assert offered.isdisjoint({"localtime", "Factory"}), address


def test_opening_the_link_of_a_mail_confirms_nothing(client: Client) -> None:
    fields = {"display_name": "Ελένη Κ", "email": "eleni@example.com"}
    client.post("/el/account/signup/", fields | {"password1": accounts.PASSWORD})
    link = link_in(OutboundMail.objects.get())
    assert Client().get(link).status_code == 200
    assert not EmailAddress.objects.get().verified
    client.post(link)
    assert EmailAddress.objects.get().verified


def test_choosing_a_new_password_signs_nobody_in(client: Client) -> None:
    member = accounts.member(locale="el")
    client.post("/el/account/password/reset/", {"email": member.email})
    form = client.get(link_in(OutboundMail.objects.get()), follow=True)
    chosen = {"password1": "ένας-άλλος-μακρύς-κωδικός"}
    client.post(form.redirect_chain[-1][0], chosen)
    member.refresh_from_db()
    assert member.check_password("ένας-άλλος-μακρύς-κωδικός")
    assert "_auth_user_id" not in client.session


def test_no_trusted_browser_takes_a_factors_place() -> None:
    with pytest.raises(NoReverseMatch):
        reverse("mfa_trust")


def test_a_link_on_another_site_signs_nobody_out(client: Client) -> None:
    client.force_login(accounts.member())
    assert client.get("/el/account/logout/").status_code == 200
    assert "_auth_user_id" in client.session


def test_a_link_on_another_site_signs_nobody_in(client: Client, settings: Any) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = openid_connect(
        Environment(
            oidc_name="Ταυτότητα",
            # Nothing listens there: whoever is sent on asks it first.
            oidc_server_url="http://127.0.0.1:9",
            oidc_client_id="portal",
            oidc_client_secret=SecretStr("between-us"),
        )
    )
    answer = client.get(reverse("openid_connect_login", args=["oidc"]))
    assert answer.status_code == 200
    assert b'method="post"' in answer.content


def test_a_header_that_anybody_sends_does_not_name_the_site(client: Client) -> None:
    answer = client.get("/el/", headers={"x-forwarded-host": "evil.example"})
    assert answer.status_code == 200
    assert b"evil.example" not in answer.content
