import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from portal.mail import delivery, outbox
from portal.mail.models import OutboundMail
from portal.settings.environment import REPOSITORY
from tests.factories.mail import (
    Inbox,
    free_port,
    mail_server,
    mailers_for,
    queued,
    silent_server,
)
from tests.portal.jobs.processes import database_url, is_gone, stop, until

KILLS = 10
MAILS = 120


@pytest.fixture
def inbox(db: None, settings: Any) -> Iterator[Inbox]:
    with mail_server() as (inbox, port):
        settings.MAILERS = mailers_for(port)
        yield inbox


def test_mails_arrive_as_they_were_written(inbox: Inbox) -> None:
    row = queued(reply_to="anna@example.com")
    assert delivery.deliver() == 1
    [message] = inbox.messages
    assert message["Subject"] == "Καλημέρα"
    assert message["Message-ID"] == row.message_id
    assert message["Reply-To"] == "anna@example.com"
    text = message.get_body(("plain",))
    assert text is not None
    assert text.get_content().replace("\r\n", "\n") == "مرحبا\n\nhello\n"
    row.refresh_from_db()
    assert row.finished_at is not None
    assert delivery.deliver() == 0


def test_a_refused_mail_does_not_hold_up_the_others(inbox: Inbox) -> None:
    inbox.refused = {"gone@example.com"}
    queued(to="a@example.com")
    refused = queued(to="gone@example.com")
    queued(to="b@example.com")
    assert delivery.deliver() == 2
    refused.refresh_from_db()
    assert "550" in refused.last_error
    assert refused.finished_at is None
    assert refused.due_at > timezone.now()


def test_a_server_that_does_not_answer_costs_one_attempt_and_nothing_is_lost(
    db: None, settings: Any
) -> None:
    settings.MAILERS = mailers_for(free_port())
    queued()
    queued()
    assert delivery.deliver() == 0
    assert sorted(OutboundMail.objects.values_list("attempts", flat=True)) == [0, 1]
    with mail_server() as (inbox, port):
        settings.MAILERS = mailers_for(port)
        OutboundMail.objects.update(due_at=timezone.now())
        assert delivery.deliver() == 2
        assert len(set(inbox.ids)) == 2


def test_a_run_ends_with_the_first_answer_that_does_not_come(db: None, settings: Any) -> None:
    for _ in range(3):
        queued()
    with silent_server() as server:
        settings.MAILERS = mailers_for(server.port, timeout=0.1)
        assert delivery.deliver() == 0
        assert server.calls == 1
    assert sorted(OutboundMail.objects.values_list("attempts", flat=True)) == [0, 0, 1]


@pytest.mark.django_db(transaction=True)
def test_a_run_ends_with_its_budget_and_has_another_woken(inbox: Inbox) -> None:
    queued()
    queued()
    DBTaskResult.objects.all().delete()
    assert delivery.deliver(budget=0) == 1
    assert DBTaskResult.objects.get().queue_name == "mail"
    assert delivery.deliver() == 1


def test_the_most_urgent_mail_goes_first(inbox: Inbox) -> None:
    urgent = ["account.login_code", "contact receipt", "contact request", "digest"]
    for kind in reversed(urgent):
        queued(kind=kind, subject=kind)
    assert delivery.deliver() == 4
    assert [message["Subject"] for message in inbox.messages] == urgent


def test_every_kind_of_mail_has_its_place_in_the_order(db: None) -> None:
    with pytest.raises(ValueError, match="newsletter"):
        queued(kind="newsletter")


def test_a_mail_in_flight_when_its_sender_died_goes_again_under_its_own_name(
    inbox: Inbox,
) -> None:
    row = queued()
    [claimed] = OutboundMail.objects.claim(limit=1, lease=timedelta(minutes=5))
    delivery._send(claimed, _died_after_sending())
    assert delivery.deliver() == 0  # Its lease still stands.
    OutboundMail.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    assert delivery.deliver() == 1
    assert inbox.ids == [row.message_id]


def _died_after_sending() -> Any:
    class Connection:
        def send_messages(self, messages: list[Any]) -> None:
            # Another one has taken the lease by the time this one has sent.
            OutboundMail.objects.update(lease_token=None)

    return Connection()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_killed_deliveries_lose_nothing_and_repeat_at_most_the_mail_in_flight() -> None:
    dice = random.Random(3)
    ids = {queued(to=f"reader{number}@example.com").message_id for number in range(MAILS)}
    with mail_server() as (inbox, port):
        inbox.slow = 0.01
        with _deliveries(port) as starter:
            for _kill in range(KILLS):
                worker = _start(starter)
                time.sleep(dice.uniform(0.05, 0.3))
                stop(worker, signal.SIGKILL)
            # The dead ones' leases run out, and one more delivery finishes the rest.
            while OutboundMail.objects.filter(finished_at=None).exists():
                last = _start(starter)
                until(lambda pid=last: is_gone(pid))
    assert set(inbox.ids) == ids
    repeated = Counter(inbox.ids) - Counter(ids)
    assert sum(repeated.values()) <= KILLS
    for message_id in repeated:
        copies = {
            raw for raw, name in zip(inbox.raw, inbox.ids, strict=True) if name == message_id
        }
        assert len(copies) == 1


def _deliveries(port: int) -> "subprocess.Popen[str]":
    starter = subprocess.Popen(
        [sys.executable, "-m", "tests.portal.mail.killable_delivery"],
        cwd=REPOSITORY,
        env=os.environ | {"DATABASE_URL": database_url(), "EMAIL_URL": f"smtp://127.0.0.1:{port}"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert starter.stdout
    assert starter.stdout.readline() == "ready\n"
    return starter


def _start(starter: "subprocess.Popen[str]") -> int:
    assert starter.stdin
    assert starter.stdout
    starter.stdin.write("start\n")
    starter.stdin.flush()
    return int(starter.stdout.readline())


def test_a_mail_that_cannot_be_made_does_not_hold_up_the_others(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, whole = queued(to="broken@example.com"), queued(to="whole@example.com")

    def made(mail: OutboundMail) -> Any:
        if mail == broken:
            raise RecursionError
        return message(mail)

    message = outbox.message
    monkeypatch.setattr(outbox, "message", made)

    assert delivery.deliver() == 1
    broken.refresh_from_db()
    assert "RecursionError" in broken.last_error
    assert broken.due_at > timezone.now()
    whole.refresh_from_db()
    assert whole.finished_at
