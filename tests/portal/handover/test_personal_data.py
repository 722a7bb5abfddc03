"""A member has what they sent while signed in. What they typed makes nothing else theirs."""

from typing import Any
from uuid import uuid4

import pytest

from portal.accounts import personal_data
from portal.accounts.models import User
from portal.handover import sending
from portal.handover.models import ContactRequest
from portal.mail import keys
from portal.mail.models import OutboundMail
from tests.factories import accounts
from tests.factories.mail import queued

pytestmark = pytest.mark.django_db


def send(email: str, user: User | None = None, message: str = "Private words") -> ContactRequest:
    """A request with its two mails."""
    draft = sending.Draft(form=uuid4(), locale="el", email=email, message=message, user=user)
    return sending.send(draft)[0]


def mails() -> set[int]:
    return set(OutboundMail.objects.values_list("pk", flat=True))


def test_both_mails_about_a_request_are_its_own() -> None:
    request = send("anna@example.com")
    kinds = dict(OutboundMail.objects.values_list("kind", "whose"))
    assert kinds == dict.fromkeys(
        ("contact request", "contact receipt"), keys.request(request.reference)
    )


def test_a_member_gets_and_erases_what_they_sent_with_its_mails() -> None:
    member = accounts.member(email="anna@example.com")
    send("anna@example.com", member, "From here")
    send("anna.work@example.org", member, "From there")
    exported = personal_data.export(member)["handover"]
    assert [request["message"] for request in exported] == ["From here", "From there"]
    personal_data.erase(member)
    assert not ContactRequest.objects.exists()
    assert not OutboundMail.objects.exists()


@pytest.mark.parametrize("typed", ["support@example.com", "Victim@example.org"])
def test_typing_an_address_gives_no_hold_on_its_mails(settings: Any, typed: str) -> None:
    settings.SUPPORT_EMAIL = "support@example.com"
    victim = accounts.member("Victim", email="victim@example.org")
    send("victim@example.org", victim)
    send("stranger@example.net")
    queued(to="victim@example.org", whose=keys.account(victim.pk))
    queued(to="victim@example.org", whose=keys.NOBODY)
    others = mails()
    member = accounts.member("Member")
    send(typed, member, "Mine")
    assert len(mails() - others) == 2
    personal_data.erase(member)
    assert mails() == others
    assert ContactRequest.objects.count() == 2


def test_what_others_send_with_my_address_is_not_mine() -> None:
    member = accounts.member(email="anna@example.com")
    send("anna@example.com", accounts.member("Other"), "By another member")
    send("Anna@Example.com", None, "By a stranger")
    others = mails()
    assert personal_data.export(member)["handover"] == []
    personal_data.erase(member)
    assert ContactRequest.objects.count() == 2
    assert mails() == others
