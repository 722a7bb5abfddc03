import pytest
from django.utils import timezone

from portal.accounts import personal_data
from portal.accounts.models import User
from portal.handover.models import ContactRequest
from portal.mail.models import OutboundMail
from tests.factories.mail import queued

pytestmark = pytest.mark.django_db


def request_from(email: str, user: User | None = None) -> ContactRequest:
    return ContactRequest.objects.create(
        email=email, user=user, message="Private words", locale="en", created_at=timezone.now()
    )


def test_a_member_gets_and_erases_their_requests_and_no_others() -> None:
    member = User.objects.create_user("anna@example.com", "x")
    request_from("anna@example.com", member)
    request_from("Anna@Example.com")
    request_from("bo@example.com")
    queued(to="support@example.com", reply_to="anna@example.com", text="Private words")
    exported = personal_data.export(member)["handover"]
    assert [request["message"] for request in exported] == ["Private words"] * 2
    personal_data.erase(member)
    assert ContactRequest.objects.get().email == "bo@example.com"
    assert not OutboundMail.objects.exists()
