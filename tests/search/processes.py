"""Handles on the processes of tests.search.indexer, and on the texts that they index."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from search.index import changes


class Texts:
    """What is eligible, for all processes; every change is in the index log."""

    def __init__(self, state: Path) -> None:
        self._state = state
        self.versions: dict[str, int] = {}
        self._write()

    def put(self, *keys: str) -> None:
        """Publish, or change."""
        for key in keys:
            self.versions[key] = self.versions.get(key, 0) + 1
        self._write()
        changes.record_change("file", *keys)

    def remove(self, *keys: str) -> None:
        """Take back."""
        for key in keys:
            self.versions.pop(key, None)
        self._write()
        changes.record_change("file", *keys)

    def _write(self) -> None:
        draft = self._state.with_suffix(".new")
        draft.write_text(json.dumps(self.versions))
        draft.replace(self._state)


class Indexers:
    """Starts and ends them."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def follow(self, place: str) -> int:
        """A process that keeps a place up to date; returns its number."""
        return self._start("follow", place)

    def rebuild(self, place: str) -> int:
        """A process that builds a place anew, and says how far it is."""
        return self._start("rebuild", place)

    def kill(self, number: int) -> None:
        """End one at once, as nothing can expect; returns when it is gone."""
        os.kill(number, signal.SIGKILL)
        self.wait(number)

    def wait(self, number: int) -> None:
        """Return when one has ended."""
        self._tell("wait", str(number))
        while self.says() != "gone":
            pass

    def says(self) -> str:
        """The next line of any of them."""
        assert self._process.stdout
        line = self._process.stdout.readline()
        assert line, "the indexing program has ended"
        return line.strip()

    def _start(self, command: str, place: str) -> int:
        self._tell(command, place)
        return int(self.says())

    def _tell(self, *words: str) -> None:
        assert self._process.stdin
        self._process.stdin.write(" ".join(words) + "\n")
        self._process.stdin.flush()


@contextmanager
def started(database: str, state: Path) -> Iterator[Indexers]:
    """The program, for as long as a `with` lasts."""
    command = [sys.executable, "-m", "tests.search.indexer", database, str(state)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield Indexers(process)
        finally:
            process.communicate()


def eventually(holds: Callable[[], Any], seconds: float = 60) -> bool:
    """Whether it holds before so long; a busy machine needs some of it."""
    until = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True
