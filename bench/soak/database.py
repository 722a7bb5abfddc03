"""A PostgreSQL of this run's own that keeps what it has acknowledged: fsync is on."""

import os
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import psycopg

from bench.processes import free_port

_PATIENCE = 300.0
_OWNER = "postgres" if os.getuid() == 0 else None
"""PostgreSQL refuses to run as root."""


class PostgreSQL:
    """The server, its data below a folder, on a port of 127.0.0.1."""

    def __init__(self, folder: Path) -> None:
        self._bin = _programs()
        self._folder = folder / "postgresql"
        self._folder.mkdir()
        if _OWNER:
            shutil.chown(self._folder, _OWNER)
        self._port = free_port()
        self._log = (folder / "postgresql.log").open("wb")
        self._postmaster: subprocess.Popen[bytes] | None = None
        made = self._popen(
            "initdb", "-D", "data", "-U", "portal", "--auth=trust", "--locale=C.UTF-8"
        )
        if made.wait():
            raise RuntimeError(f"initdb failed, see {folder}/postgresql.log")
        self.url = f"postgres://portal@127.0.0.1:{self._port}/postgres"

    def start(self) -> None:
        """Start it, and return once it answers; raises TimeoutError.

        What a killed postmaster has left holds the memory for a moment: until then none starts.
        """
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            if self._postmaster is None or self._postmaster.poll() is not None:
                options = ("-h", "127.0.0.1", "-k", str(self._folder), "-c", "fsync=on")
                self._postmaster = self._popen(
                    "postgres", "-D", "data", "-p", str(self._port), *options
                )
            if self._answers():
                return
            time.sleep(0.2)
        raise TimeoutError("PostgreSQL does not answer")

    def kill(self) -> None:
        """Take the whole server away, as a machine that fails does."""
        if self._postmaster:
            self._postmaster.kill()
            self._postmaster.wait()

    def kill_backend(self, choose: float) -> bool:
        """Kill the process behind one connection of the portal; the server then starts anew.

        `choose`, from 0 up to 1, says which; False if there is none, as while it starts anew.
        """
        rows: list[tuple[int]] = []
        with suppress(psycopg.OperationalError), psycopg.connect(self.url) as connection:
            rows = connection.execute(
                "SELECT pid FROM pg_stat_activity"
                " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() ORDER BY pid"
            ).fetchall()
        if not rows:
            return False
        with suppress(ProcessLookupError):
            os.kill(rows[int(choose * len(rows))][0], signal.SIGKILL)
        return True

    def stop(self) -> None:
        """End it at once; nothing of it is needed any more."""
        if self._postmaster:
            self._postmaster.send_signal(signal.SIGQUIT)
            self._postmaster.wait(_PATIENCE)
        self._log.close()

    def _answers(self) -> bool:
        with suppress(psycopg.OperationalError), psycopg.connect(self.url, connect_timeout=2):
            return True
        return False

    def _popen(self, program: str, *arguments: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603 - our own command
            [self._bin / program, *arguments],
            cwd=self._folder,
            user=_OWNER,
            group=_OWNER,
            stdout=self._log,
            stderr=self._log,
        )


def _programs() -> Path:
    """Where the newest PostgreSQL of this machine is; raises FileNotFoundError."""
    if found := shutil.which("initdb"):
        return Path(found).parent
    installed = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(installed, key=lambda path: int(path.parts[4]), default=None)
    if newest is None:
        raise FileNotFoundError("PostgreSQL is not installed (Debian: postgresql)")
    return newest.parent
