"""An installation comes up by one command, on a database without a table."""

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from portal import locales
from portal.accounts.models import User
from portal.home.models import HomePage
from portal.operations import needs, steps
from portal.operations.management.commands import deploy
from portal.settings.environment import REPOSITORY
from search.analysis.dictionary import folders
from tests.factories.installation import RIGHT, empty_database, environment, lend_words

OWNER = "owner@example.org"
# Seconds that it may take to lay all tables, twice over, on a busy machine.
PATIENCE = 400
LINK = re.compile(r"http\S+/en/account/password/reset/key/[0-9a-z]+-[0-9a-z-]+/")

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(db: None, tmp_path: Path, settings: Any) -> Iterator[Run]:
    """Runs Python in a process of its own, on an empty database."""
    for code in (*locales.codes(), "en"):
        folders.ready(code)
    lend_words(tmp_path)
    with empty_database(tmp_path) as url:
        variables = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), "DATABASE_URL": url}
        # Nothing is fetched; the step of the embedder has tests of its own.
        variables["SEARCH_BY_MEANING"] = "no"

        def run(
            *command: str, stderr: int = subprocess.PIPE, **more: str
        ) -> subprocess.CompletedProcess[str]:
            return subprocess.run(
                [sys.executable, *command],
                cwd=REPOSITORY,
                env=variables | more,
                stdout=subprocess.PIPE,
                stderr=stderr,
                text=True,
                check=False,
            )

        yield run


def _at_a_terminal(run: Run, *command: str, **variables: str) -> str:
    """What a command says among the errors to somebody who sits at a terminal."""
    leader, follower = pty.openpty()
    with ThreadPoolExecutor() as pool:
        ended = pool.submit(run, *command, stderr=follower, **variables)
        ended.add_done_callback(lambda _ended: os.close(follower))
        said = b""
        with suppress(OSError):  # What Linux tells when nobody has the other end any more.
            while piece := os.read(leader, 4096):
                said += piece
    os.close(leader)
    return said.decode()


def _told(run: Run, what: str, settings: str, **more: str) -> dict[str, Any]:
    module = "tests.portal.operations.on_an_empty_database"
    ended = run("-m", module, what, DJANGO_SETTINGS_MODULE=settings, **more)
    assert ended.returncode == 0, ended.stderr
    told: dict[str, Any] = json.loads(ended.stdout)
    return told


NOT_READY = {"status": 503, "said": "migrations not applied\ncache table missing\n"}


def complaints(ended: "subprocess.CompletedProcess[str]") -> list[str]:
    """What stands among the errors and is no line of the log."""
    return [line for line in ended.stderr.splitlines() if '"level": "INFO"' not in line]


@pytest.mark.timeout(PATIENCE)
def test_on_sqlite_the_demo_comes_up_by_it(run: Run) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("more is asked of the command itself, below")
    demo = "portal.settings.demo"
    told = _told(run, "deploy", demo, ADMINISTRATOR_EMAIL=OWNER)
    assert told["changed"] == [
        *("migrations", "cache", "site", "legal", "groups", "category", "administrator"),
    ]
    assert LINK.search(told["said"])
    assert _told(run, "readyz", demo)["status"] == 200


@pytest.mark.slow
@pytest.mark.timeout(PATIENCE)
@pytest.mark.postgresql
def test_production_comes_up_by_one_command_and_says_what_is_next(run: Run) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("production runs on PostgreSQL only")
    production = "portal.settings.production"
    right = {name: value for name, value in RIGHT.items() if name != "DATABASE_URL"}
    whole = right | {"ADMINISTRATOR_EMAIL": OWNER}

    def manage(*command: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return run("manage.py", *command, DJANGO_SETTINGS_MODULE=production, **variables)

    assert _told(run, "readyz", production, **right) == NOT_READY
    assert manage("check", "--deploy", **right).returncode == 1

    broken_off = _at_a_terminal(
        run, "manage.py", "deploy", "--no-input", DJANGO_SETTINGS_MODULE=production, **right
    )
    assert broken_off.startswith("CommandError: Set ADMINISTRATOR_EMAIL")

    first = manage("deploy", "--no-input", **whole)
    assert (first.returncode, complaints(first)) == (0, [])
    assert LINK.search(first.stdout)
    assert "Nothing had to be changed." not in first.stdout
    for process in deploy.PROCESSES:
        assert process in first.stdout

    second = manage("deploy", "--no-input", **whole)
    assert (second.returncode, complaints(second)) == (0, [])
    assert "Nothing had to be changed." in second.stdout
    assert manage("check", "--deploy", **right).returncode == 0
    assert _told(run, "readyz", production, **right)["status"] == 200
    doctor = manage("doctor", **right)
    assert doctor.returncode == 1
    assert "WRONG mail" in doctor.stdout
    assert "WRONG settings" not in doctor.stdout


@pytest.mark.slow
def test_a_new_installation_is_asked_for_its_languages_before_anything_is_made(run: Run) -> None:
    told = _told(run, "languages", "portal.settings.demo", LANGUAGES="el,da")
    assert (
        told[""]
        == "Set LANGUAGES to the site's languages, the first one first, as in de or de,en."
    )
    assert told["de, he"].endswith(":\n\n    LANGUAGES=de,he\n")
    assert "“xx”" in told["xx,de"]
    assert told["named"] == "Ελληνικά, Dansk"


def test_an_installation_with_a_database_is_asked_for_no_languages(db: None) -> None:
    def ask(question: str) -> str:
        raise AssertionError(question)

    step = next(step for step in steps.SETTINGS if step.name == "languages")
    assert not step.take(steps.Answers(ask=ask)).changed


@pytest.fixture
def ready_for_deploy(
    no_pages: None, in_earnest: None, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., None]:
    """Gives the environment of the next `deploy`."""

    def give(**variables: str) -> None:
        monkeypatch.setattr(deploy, "environment", environment(**variables))

    give()
    return give


def test_the_demos_settings_are_refused(ready_for_deploy: object, settings: Any) -> None:
    settings.DEMO = True
    with pytest.raises(CommandError, match=r"must be portal\.settings\.production"):
        call_command("deploy", "--no-input")


def test_settings_that_cannot_be_right_stop_it_before_it_does_anything(
    ready_for_deploy: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(needs, "environment", environment(SECRET_KEY="", TRUSTED_PROXIES="0"))
    with pytest.raises(CommandError, match=r"(?s)SECRET_KEY must .*TRUSTED_PROXIES must "):
        call_command("deploy", "--no-input")
    assert not HomePage.objects.exists()


def test_a_database_that_does_not_answer_is_told_in_words(
    ready_for_deploy: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone() -> None:
        raise OperationalError("connection refused")

    with monkeypatch.context() as patched:
        patched.setattr(connection, "cursor", gone)
        with pytest.raises(CommandError, match=r"look at DATABASE_URL\. connection refused"):
            call_command("deploy", "--no-input")


def test_an_unattended_run_makes_the_administrator_of_the_environment(
    ready_for_deploy: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    ready_for_deploy(ADMINISTRATOR_EMAIL=OWNER, ADMINISTRATOR_PASSWORD="kalt-im-november")
    call_command("deploy", "--no-input")
    owner = User.objects.get(is_superuser=True)
    assert owner.email == OWNER
    assert owner.check_password("kalt-im-november")
    said = capsys.readouterr().out
    assert "kalt-im-november" not in said
    assert not LINK.search(said)


def test_a_password_of_the_environment_may_come_with_a_later_run(
    ready_for_deploy: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    ready_for_deploy(ADMINISTRATOR_EMAIL=OWNER)
    call_command("deploy", "--no-input")
    assert LINK.search(capsys.readouterr().out)
    ready_for_deploy(ADMINISTRATOR_PASSWORD="kalt-im-november")
    call_command("deploy", "--no-input")
    assert not LINK.search(capsys.readouterr().out)
    assert User.objects.get(is_superuser=True).check_password("kalt-im-november")


def test_a_weak_password_of_the_environment_makes_nobody(
    ready_for_deploy: Callable[..., None],
) -> None:
    ready_for_deploy(ADMINISTRATOR_EMAIL=OWNER, ADMINISTRATOR_PASSWORD="kurz")
    with pytest.raises(CommandError, match="Nobody can sign in yet"):
        call_command("deploy", "--no-input")
    assert not User.objects.exists()


def test_on_a_terminal_it_asks_for_the_administrators_address(db: None) -> None:
    asked: list[str] = []

    def ask(question: str) -> str:
        asked.append(question)
        return OWNER

    step = next(step for step in steps.BEGINNINGS if step.name == "administrator")
    assert step.take(steps.Answers(ask=ask)).changed
    assert not step.take(steps.Answers(ask=ask)).changed
    assert asked == ["Email address of the first administrator: "]


def test_words_that_cannot_be_packed_are_told(settings: Any, tmp_path: Path) -> None:
    settings.WORDS_DIR = tmp_path / "words"
    settings.WORDS_DIR.touch()
    step = next(step for step in steps.FOUNDATION if step.name == "words")
    with pytest.raises(CommandError, match="is there memory and room enough"):
        step.take(steps.Answers())


def test_a_second_run_says_that_it_changed_nothing(
    ready_for_deploy: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    ready_for_deploy(ADMINISTRATOR_EMAIL=OWNER)
    call_command("deploy", "--no-input")
    assert "Nothing had to be changed." not in capsys.readouterr().out
    call_command("deploy", "--no-input")
    assert "Nothing had to be changed." in capsys.readouterr().out


def test_every_step_has_a_name_of_its_own_and_a_sentence() -> None:
    assert len({step.name for step in steps.EVERYTHING}) == len(steps.EVERYTHING)
    assert all(step.sentence for step in steps.EVERYTHING)
