"""Mails kept from before their keys and their order."""

from typing import Any

import pytest
from django.utils import timezone

from portal.mail import kinds
from tests.empty_database import migrate

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("empty_database")]

FORMER = (
    ("mail", "0001_initial"),
    ("handover", "0001_initial"),
    ("accounts", "0002_know_names_that_look_alike"),
    ("account", "0009_emailaddress_unique_primary_email"),
)
SINCE = (("accounts", "0003_key_mails_kept"), ("handover", "0002_key_mails_kept"))


def mail(apps: Any, name: str, **fields: Any) -> None:
    now = timezone.now()
    fields = {"to": "x@example.com", "subject": "s", "text": "t", "locale": "el"} | fields
    model = apps.get_model("mail", "OutboundMail")
    model.objects.create(message_id=name, created_at=now, due_at=now, **fields)


def request(apps: Any, reference: str, email: str) -> None:
    model = apps.get_model("handover", "ContactRequest")
    facts = {"created_at": timezone.now(), "locale": "el", "message": "x"}
    model.objects.create(reference=reference, email=email, **facts)


def account(apps: Any, email: str, *more: str) -> str:
    user = apps.get_model("accounts", "User").objects.create(email=email, display_name=email[:9])
    for address in more:
        apps.get_model("account", "EmailAddress").objects.create(user=user, email=address)
    return f"account:{user.pk}"


def support_mail(apps: Any, name: str, subject: str, reply_to: str) -> None:
    mail(apps, name, kind="contact request", subject=subject, reply_to=reply_to, to="s@a.example")


def test_mails_of_accounts_are_keyed_where_one_account_has_the_address() -> None:
    apps = migrate(*FORMER)
    anna = account(apps, "Anna@example.com", "anna@example.com", "anna@work.example")
    account(apps, "bo@example.com")
    account(apps, "eva@example.com", "bo@example.com")
    mail(apps, "main", kind="account.password_changed", to="anna@example.com")
    mail(apps, "other", kind="account.email_confirmation", to="anna@work.example")
    mail(apps, "of two", kind="account.password_reset_key", to="bo@example.com")
    mail(apps, "of none", kind="account.password_reset_key", to="nobody@example.com")
    mail(apps, "asked by a stranger", kind="account.account_already_exists", to="anna@example.com")
    mail(apps, "of a request", kind="contact receipt", to="anna@example.com")
    assert keyed(migrate(*SINCE)) == {"main": anna, "other": anna}


def test_mails_of_requests_are_keyed_by_what_nobody_typed() -> None:
    apps = migrate(*FORMER)
    request(apps, "ABCD-2345", "anna@example.com")
    request(apps, "WXYZ-6789", "bo@example.com")
    support_mail(apps, "support", "[ABCD-2345] Κρύο", "anna@example.com")
    support_mail(apps, "typed", "[ABCD-2345] as [WXYZ-6789] said", "anna@example.com")
    support_mail(apps, "gone", "[QQQQ-2222] [WXYZ-6789]", "bo@example.com")
    support_mail(apps, "another's", "[WXYZ-6789] x", "anna@example.com")
    support_mail(apps, "none", "Re: [WXYZ-6789] x", "bo@example.com")
    receipt = "Ο αριθμός είναι WXYZ-6789.\n\nhttps://a.example/el/contact/sent/WXYZ-6789:Ab-c_d/"
    mail(apps, "receipt", kind="contact receipt", text=receipt, to="bo@example.com")
    mail(apps, "to another", kind="contact receipt", text=receipt, to="anna@example.com")
    mail(apps, "of an account", kind="account.password_changed", text=receipt, to="bo@example.com")
    assert keyed(migrate(*SINCE)) == {
        "support": "request:ABCD-2345",
        "typed": "request:ABCD-2345",
        "receipt": "request:WXYZ-6789",
    }


def test_mails_that_wait_are_put_in_their_order() -> None:
    apps = migrate(("mail", "0002_whose_a_mail_is"))
    mail(apps, "reset", kind="account.password_reset_key")
    mail(apps, "receipt", kind="contact receipt")
    mail(apps, "request", kind="contact request")
    mails = migrate(("mail", "0003_most_urgent_first")).get_model("mail", "OutboundMail").objects
    order = dict(mails.values_list("message_id", "priority"))
    assert order == {
        "reset": kinds.priority("account"),
        "receipt": kinds.priority("contact receipt"),
        "request": kinds.priority("contact request"),
    }


def keyed(apps: Any) -> dict[str, str]:
    mails = apps.get_model("mail", "OutboundMail").objects
    return dict(mails.exclude(whose="").values_list("message_id", "whose"))
