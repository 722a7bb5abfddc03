"""Signing in with a code from a mailbox: as good as a password, and no better."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from portal.mail.models import OutboundMail
from tests.factories import accounts

pytestmark = pytest.mark.django_db

ASK, CONFIRM = "/el/account/login/code/", "/el/account/login/code/confirm/"


@pytest.fixture(autouse=True)
def _no_counts() -> None:
    cache.clear()


def code_for(client: Client, user: User) -> str:
    client.post(ASK, {"email": user.email})
    text = OutboundMail.objects.get(kind="account.login_code").text
    [code] = re.findall(r"^[A-Z0-9]+(?:-[A-Z0-9]+)*$", text, re.MULTILINE)
    return str(code)


def test_the_code_opens_the_account_in_the_browser_that_asked(client: Client) -> None:
    member = accounts.member(locale="el")
    code = code_for(client, member)
    elsewhere = Client()
    elsewhere.post(CONFIRM, {"code": code})
    assert "_auth_user_id" not in elsewhere.session
    assert client.post(CONFIRM, {"code": code}).headers["Location"] == "/el/"
    assert client.session["_auth_user_id"] == str(member.pk)


def test_a_wrong_code_is_told_and_the_third_ends_it(client: Client) -> None:
    member = accounts.member(locale="el")
    code = code_for(client, member)
    assert "Ο κωδικός" in client.post(CONFIRM, {"code": "λάθος"}).content.decode()
    for _ in range(2):
        client.post(CONFIRM, {"code": "ABC-DEF"})
    client.post(CONFIRM, {"code": code})
    assert "_auth_user_id" not in client.session


def test_the_second_factor_is_asked_for_after_it(client: Client) -> None:
    """A mailbox alone opens no account that has one, and no rights that need one."""
    editor = accounts.editor(locale="el")
    TOTP.activate(editor, "JBSWY3DPEHPK3PXP")
    answer = client.post(CONFIRM, {"code": code_for(client, editor)})
    assert answer.headers["Location"].startswith("/el/account/2fa/authenticate/")
    assert "_auth_user_id" not in client.session


def test_staff_without_one_set_it_up_first(client: Client) -> None:
    editor = accounts.editor(locale="el")
    client.post(CONFIRM, {"code": code_for(client, editor)})
    assert client.session["_auth_user_id"] == str(editor.pk)
    assert "2fa/totp/activate" in client.get(reverse("wagtailadmin_home")).headers["Location"]


def test_who_has_no_account_is_told_so_by_mail_and_by_nothing_else(client: Client) -> None:
    known, unknown = Client(), Client()
    accounts.member(email="known@example.com", locale="el")
    answers = [
        one.post(ASK, {"email": email}, follow=True).content.decode().replace(email, "")
        for one, email in ((known, "known@example.com"), (unknown, "nobody@example.com"))
    ]
    tokens = re.compile(r'value="[A-Za-z0-9]{64}"')
    assert tokens.sub("", answers[0]) == tokens.sub("", answers[1])
    kinds = OutboundMail.objects.values_list("kind", flat=True)
    assert set(kinds) == {"account.login_code", "account.unknown_account"}


def test_an_address_that_somebody_only_typed_opens_nobodys_account(client: Client) -> None:
    """Else who reads that mailbox would be let into the account, and confirm it for its owner."""
    somebody = accounts.member(locale="el")
    EmailAddress.objects.create(user=somebody, email="typed@example.com")
    client.post(ASK, {"email": "typed@example.com"})
    assert [mail.kind for mail in OutboundMail.objects.all()] == ["account.unknown_account"]


def test_an_account_that_is_switched_off_gets_no_code(client: Client) -> None:
    member = accounts.member(locale="el", is_active=False)
    client.post(ASK, {"email": member.email})
    assert not OutboundMail.objects.filter(kind="account.login_code").exists()


def test_who_never_proved_an_address_gets_no_code_that_would_prove_it(client: Client) -> None:
    """Else the address's owner would be let in beside whoever signed up with it."""
    squatter = accounts.member(locale="el")
    EmailAddress.objects.filter(user=squatter).update(verified=False)
    client.post(ASK, {"email": squatter.email})
    assert [mail.kind for mail in OutboundMail.objects.all()] == ["account.unknown_account"]
