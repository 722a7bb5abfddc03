"""What the doctor finds, and what it never tells."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.utils import timezone

from portal.jobs import schedule
from portal.jobs.models import JobState
from portal.jobs.tasks import run_noted
from portal.jobs.testing import drain
from portal.mail.models import OutboundMail
from portal.operations import examinations, local_embedder
from portal.operations.findings import Level
from search.index import changes
from search.semantic.models import Unembedded
from tests.factories.mail import Inbox, free_port, mail_server, mailers_for, queued

PRIVATE = "eleni@private.example"

QUEUES = {"engine": "fast", "fast": "fast", "mail": "fast", "slow": "slow", "webhooks": "fast"}


@pytest.fixture
def inbox(settings: Any) -> Iterator[Inbox]:
    with mail_server() as (inbox, port):
        settings.MAILERS = mailers_for(port)
        yield inbox


@pytest.fixture
def sound(whole: None, inbox: Inbox) -> None:
    """An installation whose work is done, and whose workers have just been seen."""
    drain()
    schedule.tick("somebody")
    mails = ("mail.deliver", "webhooks.deliver")
    for name in ("search.index", changes.SHARED_JOB, *mails, "search.embed"):
        run_noted(name)


def _wrong(name: str) -> list[str]:
    return [one.words for one in examinations.examine(name) if one.level is Level.WRONG]


def _report(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str]:
    try:
        call_command("doctor", *options)
        status = 0
    except SystemExit as ended:
        status = int(ended.code or 0)
    return status, capsys.readouterr().out


def test_nothing_is_wrong_where_all_is_well(
    sound: None, capsys: pytest.CaptureFixture[str]
) -> None:
    status, said = _report(capsys)
    assert (status, said.splitlines()[-1]) == (0, "Nothing is wrong."), said
    for name in examinations.EXAMINATIONS:
        assert f" {name} " in said


def test_what_is_wrong_is_counted_and_ends_with_status_1(
    sound: None, capsys: pytest.CaptureFixture[str], settings: Any
) -> None:
    settings.DEMO = True
    settings.MAILERS = mailers_for(free_port())
    status, said = _report(capsys)
    assert (status, said.splitlines()[-1]) == (1, "To mend: 2.")
    assert "WRONG settings  DJANGO_SETTINGS_MODULE must be portal.settings.production" in said
    assert "WRONG mail      The mail server does not answer (ConnectionRefusedError)" in said


def test_a_database_that_does_not_answer_is_a_finding(
    sound: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def gone() -> None:
        raise OperationalError("could not connect")

    with monkeypatch.context() as patched:
        patched.setattr(connection, "cursor", gone)
        status, said = _report(capsys)
    assert status == 1
    assert (
        "WRONG database  The database does not answer (OperationalError): look at DATABASE_URL"
        in said
    )
    assert "ok    mail      The mail server answers." in said


@pytest.mark.postgresql
def test_clocks_that_differ_are_wrong(sound: None) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has the clock of this process")
    assert not _wrong("clock")
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        [words] = _wrong("clock")
    assert "set them by NTP" in words


def test_what_is_wrong_with_search_is_wrong(whole: None) -> None:
    [words] = _wrong("search")
    assert "is not filled yet" in words


def _minded() -> list[str]:
    return [one.words for one in examinations.examine("search") if one.level is Level.MIND]


def test_texts_that_lack_vectors_are_counted_by_language(sound: None, settings: Any) -> None:
    Unembedded.objects.all().delete()
    named = {"url": f"http://127.0.0.1:{free_port()}/v1"}
    settings.EMBEDDINGS = settings.EMBEDDINGS | named
    assert not _minded()
    for key, code in (("cold-room", "el"), ("cold-room", "ar"), ("warm-room", "el")):
        Unembedded.objects.create(source="kb", key=key, locale=code, due_at=timezone.now())
    [words] = _minded()
    assert words.startswith("3 texts lack vectors (ar 1, el 2): ")


def test_who_goes_without_meaning_is_told_what_that_costs(sound: None) -> None:
    Unembedded.objects.all().delete()
    off = f"SEARCH_BY_MEANING is off. {local_embedder.COST}"
    assert _minded() == [off]
    Unembedded.objects.create(source="kb", key="cold-room", locale="el", due_at=timezone.now())
    assert _minded() == [f"{off} 1 texts lack vectors (el 1)."]


def test_mails_that_wait_too_long_are_wrong_and_nobody_is_named(
    sound: None, capsys: pytest.CaptureFixture[str]
) -> None:
    queued(PRIVATE)
    assert not _wrong("mail")
    OutboundMail.objects.update(created_at=timezone.now() - timedelta(hours=1))
    JobState.objects.filter(name="mail.deliver").delete()
    JobState.objects.create(name="mail.deliver", failures=3, last_error=f"ValueError: {PRIVATE}")
    status, said = _report(capsys)
    assert status == 1
    assert "1 mails wait for more than ten minutes" in said
    assert "The job mail.deliver failed 3 times in a row (ValueError)." in said
    assert PRIVATE not in said


def test_a_test_mail_is_sent_at_once(
    sound: None, inbox: Inbox, capsys: pytest.CaptureFixture[str]
) -> None:
    status, said = _report(capsys, "--mail", PRIVATE)
    assert status == 0
    assert [message["To"] for message in inbox.messages] == [PRIVATE]
    assert PRIVATE not in said


def test_a_test_mail_that_is_refused_is_wrong(
    sound: None, inbox: Inbox, capsys: pytest.CaptureFixture[str]
) -> None:
    inbox.refused.add(PRIVATE)
    status, said = _report(capsys, "--mail", PRIVATE)
    assert status == 1
    assert "The test mail was not taken (SMTPRecipientsRefused)" in said
    assert PRIVATE not in said


def test_a_test_mail_needs_an_address(sound: None) -> None:
    with pytest.raises(CommandError, match="needs an e-mail address"):
        call_command("doctor", "--mail", "nobody")


def test_a_media_folder_that_takes_nothing_is_wrong(
    sound: None, settings: Any, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    settings.MEDIA_ROOT = tmp_path / "file"
    [words] = _wrong("media")
    assert "takes no uploads (FileExistsError)" in words


def test_workers_that_nobody_has_seen_are_wrong(whole: None) -> None:
    assert _wrong("workers") == [
        "The scheduler has not been seen yet: start it, or see its log.",
        *(
            f"The {queue} queue (run_worker --queue {process}) has not been seen yet:"
            " start it, or see its log."
            for queue, process in QUEUES.items()
        ),
    ]


def test_a_disk_that_is_nearly_full_is_wrong(sound: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examinations, "LEAST_FREE_BYTES", 10**18)
    [words] = _wrong("disk")
    assert words.startswith("Only ")
