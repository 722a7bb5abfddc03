from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.mail import keys, outbox
from portal.mail.models import OutboundMail
from portal.settings.mailers import mailers
from tests.factories.mail import queued

pytestmark = pytest.mark.django_db


def test_a_mail_is_part_of_the_transaction_of_its_cause() -> None:
    with transaction.atomic():
        queued()
        transaction.set_rollback(True)
    assert not OutboundMail.objects.exists()


def test_the_message_is_the_same_at_each_attempt() -> None:
    row = queued(reply_to="anna@example.com", headers={"X-Reference": "K7QF-3M2P"})
    first = outbox.message(row).message().as_bytes()
    again = outbox.message(OutboundMail.objects.get()).message()
    assert again.as_bytes() == first
    assert again["Message-ID"] == row.message_id
    assert again["Reply-To"] == "anna@example.com"
    assert again["X-Reference"] == "K7QF-3M2P"
    assert again["Content-Language"] == "el"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "anna",
        "a@b@c",
        "anna@example.com\nBcc: all@example.com",
        "a@example.com, b@example.com",
        "Anna <anna@example.com>",
        "anna@example.com\x00",
        "\ud800@example.com",
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="address"):
        queued(to=address)
    if address:
        with pytest.raises(ValueError, match="address"):
            queued(reply_to=address)


@pytest.mark.parametrize(
    "headers",
    [
        {"X-A": "b\r\nBcc: all@example.com"},
        {"Bcc": "all@example.com"},
        {"X A": "b"},
        {"X-A:\nBcc": "b"},
        {"from": "boss@example.com"},
        {"X-A": "\x00"},
    ],
)
def test_headers_cannot_smuggle_in_others(headers: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"header|Control"):
        queued(headers=headers)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    subject=st.text(max_size=400) | st.just("a\r\nBcc: all@example.com"),
    text=st.text(max_size=400) | st.just("\r\n.\r\nMAIL FROM:<x@example.com>"),
)
def test_whatever_a_reader_types_stays_in_its_place(db: None, subject: str, text: str) -> None:
    message = outbox.message(queued(subject=subject, text=text)).message()
    assert {name.lower() for name in message} <= {
        "subject",
        "from",
        "to",
        "date",
        "message-id",
        "content-language",
        "mime-version",
        "content-type",
        "content-transfer-encoding",
    }
    assert message["To"] == "reader@example.com"
    assert "\n" not in str(message["Subject"])
    message.as_bytes()


def test_sent_mails_are_deleted_after_thirty_days_and_waiting_ones_are_not() -> None:
    now = timezone.now()
    for age in (29, 31):
        row = queued()
        OutboundMail.objects.filter(pk=row.pk).update(finished_at=now - timedelta(days=age))
    waiting = queued()
    OutboundMail.objects.filter(pk=waiting.pk).update(due_at=now - timedelta(days=40))
    assert outbox.prune(now) == 1
    assert OutboundMail.objects.count() == 2


def test_mails_are_forgotten_by_their_key_and_by_nothing_else() -> None:
    for whose in (keys.account(1), keys.account(12), keys.request("ABCD-2345"), keys.NOBODY):
        queued(to="anna@example.com", reply_to="anna@example.com", whose=whose)
    assert outbox.forget(keys.account(1), keys.request("ABCD-2345")) == 2
    assert outbox.forget() == 0
    assert outbox.forget("anna@example.com") == 0
    left = OutboundMail.objects.order_by("pk").values_list("whose", flat=True)
    assert list(left) == [keys.account(12), keys.NOBODY]


def test_what_is_nobodys_is_forgotten_by_nobody() -> None:
    queued(whose=keys.NOBODY)
    with pytest.raises(ValueError, match="nobody"):
        outbox.forget(keys.account(1), keys.NOBODY)
    assert OutboundMail.objects.exists()


def test_the_demo_shows_its_mails(client: Client) -> None:
    row = queued(subject="مرحبا <b>", text="Read https://example.com/el/ now\n\nκείμενο")
    listing = client.get("/outbox/").content.decode()
    assert "مرحبا &lt;b&gt;" in listing
    assert f"/outbox/{row.pk}/" in listing
    page = client.get(f"/outbox/{row.pk}/").content.decode()
    assert '<a href="https://example.com/el/"' in page
    assert page.count('dir="auto"') >= 3
    assert "style=" not in page


def test_unknown_mails_and_strange_pages_are_answered(client: Client) -> None:
    assert client.get("/outbox/4711/").status_code == 404
    assert client.get("/outbox/?page=🦊").status_code == 200


def test_the_outbox_list_costs_the_same_however_long_it_is(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    for _number in range(60):
        queued()
    client.get("/outbox/")  # The links of the footer are read once, for all pages.
    with django_assert_max_num_queries(2):
        client.get("/outbox/")


def test_a_mail_address_in_the_settings_becomes_a_mailer() -> None:
    options = mailers("smtp://me%40x:p%2Fw@mail.example.com:587?tls=1")["server"]["OPTIONS"]
    assert options == {
        "host": "mail.example.com",
        "port": 587,
        "username": "me@x",
        "password": "p/w",
        "use_tls": True,
        "use_ssl": False,
        "timeout": 20,
    }
    assert mailers("smtps://mail.example.com")["server"]["OPTIONS"]["use_ssl"]
    assert mailers("")["server"]["BACKEND"].endswith("dummy.EmailBackend")


@pytest.mark.parametrize("url", ["http://x", "smtp://", "mail.example.com"])
def test_an_address_that_names_no_mail_server_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="EMAIL_URL"):
        mailers(url)


def test_the_door_of_the_room_queues(db: None) -> None:
    row = outbox.queue(
        to="a@example.com", subject="s", text="t", locale="nb", kind="digest", whose=keys.NOBODY
    )
    assert OutboundMail.objects.get() == row
