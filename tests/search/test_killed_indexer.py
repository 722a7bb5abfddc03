"""An indexing process killed at any moment leaves an index that the next one makes right."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from search import indexing
from search.engines.embedded import Embedded
from search.models import EngineCopy
from search.rebuilding import reconcile
from search.sources import _SOURCES
from tests.search.indexer import LOCALES, FileSource

KILLS = 10


@pytest.fixture
def starter(transactional_db: None, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Starts an indexing process for each line; one process, since starting Python is slow."""
    state = tmp_path / "state.json"
    state.write_text("{}")
    name = str(connection.settings_dict["NAME"])
    command = [sys.executable, "-m", "tests.search.indexer", name, tmp_path / "index", state]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield process
        process.communicate()


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.django_db(transaction=True)
def test_an_indexer_killed_ten_times_leaves_a_right_index(
    starter: subprocess.Popen[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = tmp_path / "state.json"
    for name in list(_SOURCES):
        monkeypatch.delitem(_SOURCES, name)
    monkeypatch.setitem(_SOURCES, "file", FileSource(state))
    engine = Embedded(tmp_path / "index")
    dice = random.Random(5)
    versions: dict[str, int] = {}
    busy = 0
    for kill in range(KILLS):
        process = _start(starter)
        before = _position()
        for key in (f"k{number}" for number in dice.sample(range(60), 30)):
            if dice.random() < 0.2:
                versions.pop(key, None)
            else:
                versions[key] = kill
            draft = state.with_suffix(".new")
            draft.write_text(json.dumps(versions))
            draft.replace(state)
            indexing.record_change("file", key)
        if kill % 2:  # Certainly at work, not still beginning.
            _until_past(before)
            indexing.record_change("file", *versions)
        time.sleep(dice.uniform(0.0, 0.4))
        os.kill(process, signal.SIGKILL)
        assert _says(starter) == "gone"
        busy += _position() > before
    assert indexing.catch_up_or_wait(engine)
    assert not len(reconcile(engine, repair=False))
    assert len(list(engine.checksums())) == len(versions) * len(LOCALES)
    assert busy >= KILLS // 2  # it was truly at work


def _start(starter: subprocess.Popen[str]) -> int:
    assert starter.stdin
    starter.stdin.write("start\n")
    starter.stdin.flush()
    return int(_says(starter))


def _says(starter: subprocess.Popen[str]) -> str:
    assert starter.stdout
    return starter.stdout.readline().strip()


def _until_past(position: int) -> None:
    until = time.monotonic() + 20
    while _position() <= position and time.monotonic() < until:
        time.sleep(0.02)


def _position() -> int:
    filled = EngineCopy.objects.filter(is_filled=True)
    return filled.values_list("position", flat=True).first() or 0
