"""A production installation: its settings, its processes, and who starts these again."""

import math
import os
import secrets
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from bench.processes import REPOSITORY, free_port, manage, wait_for

HOST = "help.example.org"
ADMINISTRATOR = "owner@example.org"
_REST = 0.3
"""Seconds until a process that has ended is started again."""
_GRACE = 30
PROCESSES = {
    "fast worker": manage("run_worker", "--queue", "fast"),
    "slow worker": manage("run_worker", "--queue", "slow"),
    "scheduler": manage("run_scheduler"),
}


def settings(folder: Path, database_url: str, mail_port: int) -> dict[str, str]:
    """The environment of every process."""
    return {
        "DJANGO_SETTINGS_MODULE": "portal.settings.production",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "DATABASE_URL": database_url,
        "ALLOWED_HOSTS": HOST,
        "BASE_URL": f"https://{HOST}",
        "TRUSTED_PROXIES": "1",
        "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
        "FROM_EMAIL": f"help@{HOST}",
        "SUPPORT_EMAIL": f"support@{HOST}",
        "LANGUAGES": "en,nb,da,sv,el,id,ar",
        "ADMINISTRATOR_EMAIL": ADMINISTRATOR,
        "ADMINISTRATOR_PASSWORD": secrets.token_urlsafe(20),
        "VAR_DIR": str(folder / "var"),
        "SEARCH_BY_MEANING": "no",
        "MALLOC_ARENA_MAX": "2",  # as for all services of deploy/systemd
    }


class Installation:
    """The processes; what they say goes into a file of each below `folder`."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.port = free_port()
        self.restarts = 0
        self._folder = folder
        self._environment = os.environ | environment
        self._commands = PROCESSES | {"web": self._web()}
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._ended = threading.Event()
        self._keeper = threading.Thread(target=self._keep)

    def _web(self) -> tuple[str, ...]:
        return (
            *(sys.executable, "-m", "gunicorn", "portal.wsgi"),
            *("--bind", f"127.0.0.1:{self.port}", "--worker-class", "gthread"),
            *("--workers", "2", "--threads", "8", "--forwarder-headers", ""),
        )

    def deploy(self) -> None:
        """Bring the installation up; raises CalledProcessError."""
        self.run("deploy", "--no-input")

    def run(self, *arguments: str) -> None:
        """A management command, to its end; raises CalledProcessError."""
        with (self._folder / "commands.log").open("ab") as log:
            subprocess.run(  # noqa: S603 - our own command
                manage(*arguments),
                cwd=REPOSITORY,
                env=self._environment,
                stdout=log,
                stderr=log,
                check=True,
            )

    def start(self) -> None:
        """Start everything, and keep it running until `stop`."""
        self._keeper.start()
        wait_for(self.port)

    def process(self, name: str) -> int:
        """The id of a process that is running or about to be."""
        while name not in self._running:
            time.sleep(_REST)
        return self._running[name].pid

    def web_workers(self) -> list[int]:
        """The processes that answer requests."""
        return children(self.process("web"))

    def held(self) -> dict[str, float]:
        """The megabytes that each service has in memory, with what it has begun."""
        return {
            name: math.fsum(map(megabytes, (one.pid, *children(one.pid))))
            for name, one in self._running.items()
        }

    def stop(self) -> None:
        """End everything in order."""
        self._ended.set()
        if self._keeper.is_alive():
            self._keeper.join()
        for process in self._running.values():
            process.terminate()
        for process in self._running.values():
            try:
                process.wait(_GRACE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _keep(self) -> None:
        """What a service manager does."""
        while not self._ended.wait(_REST):
            for name in self._commands:
                before = self._running.get(name)
                if before is None or before.poll() is not None:
                    self.restarts += before is not None
                    self._running[name] = self._started(name)

    def _started(self, name: str) -> subprocess.Popen[bytes]:
        with (self._folder / f"{name}.log").open("ab") as log:
            return subprocess.Popen(  # noqa: S603 - our own command
                self._commands[name],
                cwd=REPOSITORY,
                env=self._environment,
                stdout=log,
                stderr=log,
            )


def children(parent: int) -> list[int]:
    """The processes that a process has begun."""
    listed = Path(f"/proc/{parent}/task/{parent}/children")
    try:
        return [int(pid) for pid in listed.read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return []


def megabytes(process: int) -> float:
    """What a process has in memory; 0 for one that is gone."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def until(holds: Callable[[], bool], what: str, patience: float) -> None:
    """Wait for it; raises TimeoutError."""
    deadline = time.monotonic() + patience
    while not holds():
        if time.monotonic() > deadline:
            raise TimeoutError(what)
        time.sleep(0.2)
