"""The first administrator, and the link that works once."""

import logging
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from portal.accounts import first_administrator
from portal.accounts.models import User
from portal.accounts.one_time_link import one_time_link
from portal.mail.models import OutboundMail
from tests.factories import accounts

pytestmark = pytest.mark.django_db

OWNER = "owner@example.org"
CHOSEN = "kalt-und-schön-im-november"


def _choose(client: Client, link: str) -> int:
    """Open the link and choose a password, as a browser does; the status of the last answer."""
    form = client.get(urlsplit(link).path, follow=True)
    where = form.request["PATH_INFO"]
    return client.post(where, {"password1": CHOSEN}).status_code


def _may_sign_in(password: str = CHOSEN) -> bool:
    answer = Client().post("/el/account/login/", {"login": OWNER, "password": password})
    return answer.status_code == 302


def test_the_link_leads_to_a_password_and_into_the_account_without_a_mail(client: Client) -> None:
    owner = first_administrator.make(OWNER)
    assert first_administrator.awaited() == owner
    assert not OutboundMail.objects.exists()

    assert _choose(client, one_time_link(owner)) == 302

    assert _may_sign_in()
    assert first_administrator.awaited() is None
    assert list(first_administrator.administrators()) == [owner]


def test_the_link_is_in_the_language_of_the_account_and_at_the_sites_address() -> None:
    user = accounts.member(locale="el")
    assert one_time_link(user).startswith("http://127.0.0.1:8000/el/account/password/reset/key/")


def test_the_link_works_once(client: Client) -> None:
    owner = first_administrator.make(OWNER)
    link = one_time_link(owner)
    again = one_time_link(owner)
    _choose(client, link)
    for used in (link, again):
        page = Client().get(urlsplit(used).path, follow=True).content.decode()
        assert "no longer works" in page
        assert 'name="password1"' not in page


def test_the_link_lasts_a_day(client: Client) -> None:
    link = one_time_link(first_administrator.make(OWNER))
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        assert b"no longer works" in client.get(urlsplit(link).path, follow=True).content
    assert b'name="password1"' in client.get(urlsplit(link).path, follow=True).content


def test_a_link_whose_signature_was_changed_does_not_work(client: Client) -> None:
    path = urlsplit(one_time_link(first_administrator.make(OWNER))).path
    forged = f"{path[:-2]}{'0' if path[-2] != '0' else '1'}/"
    assert b"no longer works" in client.get(forged, follow=True).content


def test_the_link_is_in_no_log(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    link = one_time_link(first_administrator.make(OWNER))
    key = link.rstrip("/").rpartition("-")[2]
    _choose(client, link)
    Client().get(urlsplit(link).path, follow=True)
    assert key not in caplog.text


def test_with_a_password_the_administrator_may_sign_in_at_once() -> None:
    first_administrator.make(OWNER, CHOSEN)
    assert _may_sign_in()
    assert first_administrator.awaited() is None


@pytest.mark.parametrize("password", ["short", "password1234", OWNER])
def test_a_weak_password_makes_nobody(password: str) -> None:
    with pytest.raises(ValidationError):
        first_administrator.make(OWNER, password)
    assert not User.objects.exists()


@pytest.mark.parametrize("email", ["", "owner", "owner@", "a@b.example\nBcc: c@d.example"])
def test_what_is_no_address_makes_nobody(email: str) -> None:
    with pytest.raises(ValidationError):
        first_administrator.make(email)
    assert not User.objects.exists()


def test_an_account_that_somebody_made_is_given_no_rights() -> None:
    accounts.member(email=OWNER)
    EmailAddress.objects.update(verified=False)
    with pytest.raises(ValidationError):
        first_administrator.make(OWNER.upper())
    assert not first_administrator.administrators().exists()


def test_an_administrator_who_signs_in_by_other_ways_is_not_awaited() -> None:
    owner = first_administrator.make(OWNER)
    owner.last_login = timezone.now()
    owner.save()
    assert first_administrator.awaited() is None


def test_a_deactivated_administrator_counts_as_none() -> None:
    owner = first_administrator.make(OWNER, CHOSEN)
    owner.is_active = False
    owner.save()
    assert not first_administrator.administrators().exists()
