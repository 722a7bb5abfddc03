"""Other tools are told what happens: signed, once, by a job that no receiver can stop."""

import time
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from portal.accounts import personal_data
from portal.handover import acts
from portal.handover.files import Checked
from portal.jobs.worker import SERVES
from portal.mail import delivery as mail_delivery
from portal.operations.examinations import examine
from portal.webhooks import delivery, outbox, receivers
from portal.webhooks.models import Delivery, Taken
from tests.factories import accounts, webhooks
from tests.factories.mail import silent_server
from tests.factories.requests import answered, picture, sent

pytestmark = pytest.mark.django_db


def test_without_a_receiver_nothing_is_kept() -> None:
    sent()
    assert not Delivery.objects.exists()
    assert delivery.deliver() == 0


def test_all_that_happens_is_told_in_its_order_and_signed(settings: Any) -> None:
    with webhooks.receiver(settings) as receiver:
        file = Checked("foto.jpg", "image/jpeg", picture())
        request = answered(message="Ο κόμβος", file=file)
        acts.reopen(request)
        acts.add(request, form="x", text="Ακόμη κόκκινο")
        acts.solve(request)
        acts.confirm(request)
        assert delivery.deliver() == 6
    told = receiver.messages
    assert [one["type"] for one in told] == [
        *("request.created", "request.answered", "request.reopened"),
        *("request.message_added", "request.solved", "request.confirmed"),
    ]
    assert told[0]["data"]["message"] == "Ο κόμβος"
    assert told[0]["data"]["files"][0]["name"] == "foto.jpg"
    assert told[3]["data"]["added"]["message"] == "Ακόμη κόκκινο"
    assert [one["data"]["state"] for one in told[-2:]] == ["solved", "solved"]
    assert len(set(receiver.ids)) == 6
    assert delivery.deliver() == 0


def test_ten_that_fail_are_kept_and_told_under_the_same_id_when_the_receiver_is_back(
    settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    with webhooks.receiver(settings) as receiver:
        receiver.status = 500
        for number in range(10):
            sent(message=f"Μυστικό {number}")
        for _run in range(12):
            assert delivery.deliver() == 0
        assert len(receiver.got) == 10
        assert Delivery.objects.unfinished().filter(attempts=1).count() == 10
        first = set(receiver.ids)
        # Mails go on as if nothing were.
        assert mail_delivery.deliver() == 16
        receiver.status, receiver.got[:] = 204, []
        with time_machine.travel(timezone.now() + timedelta(minutes=2), tick=True):
            assert delivery.deliver() == 10
        assert set(receiver.ids) == first
        assert {one["type"] for one in _late(receiver)} == {"request.created"}
    assert "Μυστικό" not in caplog.text
    assert "anna@example.com" not in caplog.text
    assert not Delivery.objects.unfinished().exists()


def _late(receiver: webhooks.Receiver) -> list[Any]:
    with time_machine.travel(timezone.now() + timedelta(minutes=2), tick=True):
        return receiver.messages


def test_what_is_tried_too_often_stays_and_the_doctor_tells(settings: Any) -> None:
    with webhooks.receiver(settings) as receiver:
        receiver.status = 410
        sent()
        with time_machine.travel(timezone.now(), tick=False) as clock:
            for _try in range(Delivery.max_attempts + 3):
                delivery.deliver()
                clock.shift(timedelta(hours=12))
            assert len(receiver.got) == Delivery.max_attempts
            [dead] = Delivery.objects.dead()
            assert dead.last_error == "answered 410"
            found = " ".join(one.words for one in examine("webhooks"))
            assert "1 webhooks" in found
            assert "anna" not in found
            outbox.prune(timezone.now() + timedelta(days=31))
    assert not Delivery.objects.exists()


def test_a_silent_receiver_costs_one_waiting_and_no_mail_waits_for_it(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receivers, "_TIMEOUT", receivers.urllib3.Timeout(connect=1, read=0.2))
    with silent_server() as silence:
        webhooks.named(settings, f"http://127.0.0.1:{silence.port}/")
        sent()
        sent(message="Άλλο")
        assert delivery.deliver() == 0
        assert silence.calls == 1
        assert mail_delivery.deliver() == 4
    assert ("webhooks",) in SERVES["fast"]


def test_a_redirect_is_not_followed(settings: Any) -> None:
    with webhooks.receiver(settings) as receiver:
        receiver.status = 307
        sent()
        assert delivery.deliver() == 0
        assert len(receiver.got) == 1


def test_a_run_ends_when_its_time_is_over(settings: Any) -> None:
    with webhooks.receiver(settings):
        for number in range(3):
            sent(message=f"Ερώτηση {number}")
        assert delivery.deliver(budget=0) == 1
        assert delivery.deliver() == 2


@pytest.mark.parametrize(
    ("url", "networks"),
    [
        ("http://127.0.0.1:9/", "10.0.0.0/8"),
        ("https://127.0.0.1:9/", "10.0.0.0/8"),
        ("https://localhost:9/", "192.0.2.0/24"),
        ("https://[::1]:9/", "10.0.0.0/8"),
        ("https://[::ffff:10.0.0.1]:9/", "127.0.0.0/8"),
        ("https://[64:ff9b::a00:1]:9/", "127.0.0.0/8"),
        ("https://[2002:a00:1::]:9/", "127.0.0.0/8"),
        ("https://169.254.169.254/latest/", "127.0.0.0/8"),
        ("https://0.0.0.0:9/", "127.0.0.0/8"),
        ("https://224.0.0.1:9/", "127.0.0.0/8"),
        ("https://2130706433:9/", "10.0.0.0/8"),
        # The internet, but without TLS.
        ("http://1.1.1.1:9/", "127.0.0.0/8"),
    ],
)
def test_no_message_goes_to_an_address_that_the_owner_has_not_listed(
    settings: Any, url: str, networks: str
) -> None:
    webhooks.named(settings, url, networks)
    begun = time.monotonic()
    with pytest.raises(receivers.RefusedError):
        receivers.post(url, b"{}", {})
    assert time.monotonic() - begun < 60
    sent()
    assert delivery.deliver() == 0
    assert Delivery.objects.get().last_error == "RefusedError"


def test_whoever_is_erased_is_told_of_no_more(settings: Any) -> None:
    member = accounts.member(email="anna@example.com")
    with webhooks.receiver(settings):
        sent(user=member)
        sent(email="other@example.com")
        personal_data.erase(member)
    assert Delivery.objects.count() == 1
    assert "anna@example.com" not in Delivery.objects.get().body


@pytest.mark.parametrize("tries", [0, 1, Delivery.max_attempts])
def test_whatever_waits_goes_after_thirty_days_though_no_receiver_is_named_any_more(
    settings: Any, tries: int
) -> None:
    with webhooks.receiver(settings):
        sent()
    settings.WEBHOOK_URL = ""
    Delivery.objects.update(attempts=tries)
    assert outbox.prune(timezone.now() + timedelta(days=29)) == 0
    assert outbox.prune(timezone.now() + timedelta(days=31)) == 1
    assert not Delivery.objects.exists()


def test_what_was_told_goes_after_three_days(settings: Any) -> None:
    with webhooks.receiver(settings):
        sent()
        delivery.deliver()
    Taken.objects.create(webhook_id="x", at=timezone.now())
    assert outbox.prune(timezone.now() + timedelta(days=2)) == 0
    assert outbox.prune(timezone.now() + timedelta(days=4)) == 1
    assert outbox.prune(timezone.now() + timedelta(days=31)) == 1
