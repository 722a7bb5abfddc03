"""Real processes on the test's own database: started, watched, stopped and killed."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from urllib.parse import quote

from django.db import connection

from portal.settings.environment import REPOSITORY

PATIENCE = 60  # seconds

type Start = Callable[[str], int]


def database_url() -> str:
    """The test's own database, as another process names it."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    user = quote(settings["USER"] or "", safe="")
    if settings["PASSWORD"]:
        user += f":{quote(settings['PASSWORD'], safe='')}"
    host, port = quote(settings["HOST"] or "", safe=""), settings["PORT"]
    return f"postgres://{user}@{host}{f':{port}' if port else ''}/{settings['NAME']}"


@contextlib.contextmanager
def starter() -> Iterator[Start]:
    """What starts a management command in a process of its own and tells its id."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.portal.jobs.process_starter"],
        cwd=REPOSITORY,
        env=os.environ | {"DATABASE_URL": database_url()},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    commands, answers = process.stdin, process.stdout
    assert commands is not None
    assert answers is not None
    assert answers.readline() == "ready\n"

    def start(command: str) -> int:
        commands.write(f"{command}\n")
        commands.flush()
        return int(answers.readline())

    try:
        yield start
    finally:
        commands.close()
        answers.close()
        process.wait(PATIENCE)


def until(what: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def is_gone(process: int) -> bool:
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, 0)
        return False
    return True


def stop(process: int, how: signal.Signals) -> None:
    """Send the signal and wait until the process is gone."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, how)
    until(lambda: is_gone(process))
