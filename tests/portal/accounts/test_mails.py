"""Whose the mails about accounts are: each kind is its account's, or deliberately nobody's."""

import re
from typing import Any

import pytest
import time_machine
from allauth.core.context import request_context
from django.core.cache import cache
from django.test import Client, RequestFactory

from portal.accounts.adapter import AccountAdapter
from portal.accounts.mails import CHANGES, LETTERS
from portal.accounts.models import User
from portal.mail import keys, outbox
from portal.mail.models import OutboundMail
from tests.factories import accounts

pytestmark = pytest.mark.django_db

# What somebody without an account, or not signed in, made us write.
OF_NOBODY = {"unknown_account", "account_already_exists"}


def cause_every_letter(client: Client, **headers: str) -> User:
    """Returns the member who is signed in; the others are strangers."""
    cache.clear()
    member = accounts.member(email="known@example.com")
    signing_up = {"password1": accounts.PASSWORD}
    for email, name in (("new@example.com", "Νέα"), ("known@example.com", "Άλλη")):
        fields = signing_up | {"email": email, "display_name": name}
        Client(headers=headers).post("/el/account/signup/", fields)
    for email in ("known@example.com", "nobody@example.com"):
        Client(headers=headers).post("/el/account/password/reset/", {"email": email})
    Client(headers=headers).post("/el/account/login/code/", {"email": "known@example.com"})
    client.force_login(member)
    accounts.prove(client)
    client.post(
        "/el/account/email/", {"email": "other@example.com", "action_add": ""}, headers=headers
    )
    return member


def test_every_letter_says_whose_it_is(client: Client) -> None:
    member = cause_every_letter(client)
    found = {mail.kind.removeprefix("account."): mail for mail in OutboundMail.objects.all()}
    assert set(found) == set(LETTERS)
    assert {kind for kind, mail in found.items() if mail.whose == keys.NOBODY} == OF_NOBODY
    mine = keys.account(member.pk)
    assert {kind for kind, mail in found.items() if mail.whose == mine} == {
        "password_reset_key",
        "email_confirmation",
        "login_code",
    }


def test_every_link_leads_to_the_site_whatever_host_was_asked(
    client: Client, settings: Any
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    settings.BASE_URL = "https://help.example.org"
    cause_every_letter(client, host="evil.example")
    mails = {mail.kind.removeprefix("account."): mail for mail in OutboundMail.objects.all()}
    assert set(mails) == set(LETTERS)
    for mail in mails.values():
        assert "evil" not in mail.text
        links = re.findall(r"https?://\S+", mail.text)
        assert links or mail.kind == "account.login_code"
        pages = f"https://help.example.org/{mail.locale}/account/"
        assert all(link.startswith(pages) for link in links)
    path = re.findall(r"https://help.example.org(\S+)", mails["password_reset_key"].text)[0]
    assert Client().get(path, follow=True).status_code == 200


@pytest.mark.parametrize("change", CHANGES)
def test_every_notice_of_a_change_is_the_accounts(rf: RequestFactory, change: str) -> None:
    member = accounts.member(locale="el")
    template = f"account/email/{change}"
    with request_context(rf.get("/")):
        AccountAdapter().send_notification_mail(template, member, email="old@example.com")
    mail = OutboundMail.objects.get()
    assert (mail.kind, mail.to) == (f"account.{change}", "old@example.com")
    assert (mail.whose, mail.locale) == (keys.account(member.pk), "el")


@pytest.mark.parametrize("change", [*CHANGES, "something_new"])
def test_a_notice_names_the_site_the_time_the_device_and_where_to_look(
    rf: RequestFactory, settings: Any, change: str
) -> None:
    settings.SITE_NAME, settings.BASE_URL = "Solvei", "https://help.example.org"
    member = accounts.member(locale="el", time_zone="Asia/Jakarta")
    agent = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0"
    request = rf.get("/", headers={"user-agent": agent})
    with time_machine.travel("2026-10-31T15:19Z", tick=False), request_context(request):
        AccountAdapter().send_notification_mail(f"account/email/{change}", member)
    text = OutboundMail.objects.get().text
    told, when_and_device, _warning, link = text.split("\n\n")
    assert "Solvei" in told
    assert "31 Οκτωβρίου 2026, 10:19" in when_and_device
    assert ("Edge" in when_and_device, "Windows" in when_and_device) == (True, True)
    assert link == "https://help.example.org/el/account/#sign-in"


def test_a_mail_leads_to_pages_in_its_own_language() -> None:
    """However the page was read that it was asked for on."""
    accounts.member(email="eleni@example.com", locale="el")
    Client().post("/ar/account/password/reset/", {"email": "eleni@example.com"})
    mail = OutboundMail.objects.get()
    [link] = re.findall(r"https?://\S+", mail.text)
    assert "/el/account/password/" in link
    assert Client().get(link.removeprefix("http://testserver"), follow=True).status_code == 200


def test_nobody_queues_a_mail_without_saying_whose_it_is() -> None:
    mail: dict[str, Any] = {"to": "a@example.com", "subject": "s", "text": "t"}
    with pytest.raises(TypeError, match="whose"):
        outbox.queue(**mail, locale="el", kind="account.test")
