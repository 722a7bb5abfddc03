"""A member has what they sent while signed in. What they typed makes nothing else theirs."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

from portal.accounts import personal_data
from portal.accounts.models import User
from portal.handover import acts, sending
from portal.handover.files import Checked
from portal.handover.models import Attachment, ContactRequest, Event
from portal.mail import keys
from portal.mail.models import OutboundMail
from portal.webhooks.models import Delivery
from tests.factories import accounts, webhooks
from tests.factories.handover import reader
from tests.factories.mail import queued
from tests.factories.requests import picture, sent

pytestmark = pytest.mark.django_db


def send(email: str, user: User | None = None, message: str = "Private words") -> ContactRequest:
    """A request with its two mails."""
    draft = sending.RequestDraft(
        form=uuid4(), locale="el", email=email, message=message, user=user
    )
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


@pytest.mark.django_db(transaction=True)
def test_what_followed_a_request_goes_with_it_files_and_webhooks_as_well(
    settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    webhooks.named(settings, "http://127.0.0.1:9/")
    member = accounts.member(email="anna@example.com")
    photo = Checked("foto.jpg", "image/jpeg", picture())
    request = sent(user=member, file=photo)
    sent(message="Αλλουνού", file=photo)
    acts.answer(request)
    acts.add(request, form="x", text="Ακόμη κόκκινο", file=photo)
    acts.solve(request)
    acts.confirm(request)
    acts.rate(request, rating=4, word="γρήγορα")
    [told] = personal_data.export(member)["handover"]
    assert (told["state"], told["outcome"]) == ("solved", "yes")
    assert (told["rating"], told["word"]) == (4, "γρήγορα")
    request.refresh_from_db()
    assert told["rated"] == request.rated_at.isoformat()
    assert [event["kind"] for event in told["events"]] == [
        *("answered", "message", "solved", "confirmed")
    ]
    assert "Ακόμη κόκκινο" in [event["message"] for event in told["events"]]
    assert len(told["files"]) == 2
    for file in told["files"]:
        assert b"".join(reader().get(urlsplit(file["address"]).path).streaming_content)
    json.dumps(told)
    personal_data.erase(member)
    assert not Event.objects.exists()
    assert [one.request.message for one in Attachment.objects.all()] == ["Αλλουνού"]
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1
    assert [one.event for one in Delivery.objects.all()] == ["request.created"]
