"""Whatever sends mail in the middle of a request only leaves a row in the outbox."""

from typing import Any

import pytest
from django.core import mail as django_mail
from django.core.mail import EmailMessage, mailers
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from portal.accounts import personal_data
from portal.mail import keys
from portal.mail.models import OutboundMail
from portal.settings.mailers import mailers as mailers_of
from tests.factories import accounts
from tests.factories.kb import make_page

pytestmark = [
    pytest.mark.django_db,
    # Wagtail 8 still asks for a connection as Django did before 6.1.
    pytest.mark.filterwarnings("ignore::django.utils.deprecation.RemovedInDjango2028Warning"),
]


@pytest.fixture(autouse=True)
def _as_in_earnest(settings: Any) -> None:
    # A port at which nothing listens: who asks the server, fails.
    settings.MAILERS = mailers_of("smtp://127.0.0.1:9")


def test_wagtails_notifications_wait_in_the_outbox() -> None:
    author, publisher = accounts.writer(), accounts.publisher()
    owner = accounts.administrator()
    workflow = Workflow.objects.create(name="Έγκριση")
    task = GroupApprovalTask.objects.create(name="Έγκριση")
    task.groups.set(publisher.groups.all())
    WorkflowTask.objects.create(workflow=workflow, task=task)
    workflow.start(make_page(live=False).specific, author)
    queued = OutboundMail.objects.all()
    assert [(mail.to, mail.whose) for mail in queued] == [
        (publisher.email, keys.account(publisher.pk))
    ]
    assert "Reset your password" in queued[0].text
    assert queued[0].finished_at is None
    assert django_mail.outbox == []
    # The owner of the site is told of what they look after, and of nothing else.
    assert not queued.filter(to=owner.email).exists()


def test_a_message_to_many_is_a_mail_for_each_in_the_language_of_each() -> None:
    reader = accounts.member(locale="el")
    receivers = [f"Anna <{reader.email}>", "guest@example.com"]
    message = EmailMessage("Τίτλος\nBcc: x@example.com", "Κείμενο", to=receivers[:1])
    message.bcc = receivers[1:]
    mailers.default.send_messages([message])
    rows = OutboundMail.objects.order_by("to").values_list("to", "locale", "whose", "subject")
    assert list(rows) == [
        ("guest@example.com", "en", keys.NOBODY, "Τίτλος Bcc: x@example.com"),
        (reader.email, "el", keys.account(reader.pk), "Τίτλος Bcc: x@example.com"),
    ]


def test_what_would_be_lost_is_refused_and_nothing_of_it_is_queued() -> None:
    whole = EmailMessage("A", "b", to=["a@example.com"])
    with_more = EmailMessage("A", "b", to=["b@example.com"])
    with_more.attach("a.txt", "text", "text/plain")
    with pytest.raises(ValueError, match="attachments"):
        mailers.default.send_messages([whole, with_more])
    assert not OutboundMail.objects.exists()


def test_what_was_sent_to_an_account_goes_when_it_is_erased() -> None:
    reader = accounts.member()
    EmailMessage("A", "b", to=[reader.email]).send()
    personal_data.erase(reader)
    assert not OutboundMail.objects.filter(to=reader.email).exists()
