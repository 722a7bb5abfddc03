"""The programs of one state of the portal, and PostgreSQL's."""

import os
import secrets
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit

_KEPT = ("PATH", "HOME", "LANG", "TMPDIR")
_WAIT = 60.0
# One for the whole proof, as an owner keeps it: with another one nobody stays signed in.
_SECRET_KEY = secrets.token_urlsafe(50)
# What production refuses to start without. The data stay those of a demo.
_IN_EARNEST = {
    "DJANGO_SETTINGS_MODULE": "portal.settings.production",
    "ALLOWED_HOSTS": "help.example.org",
    "BASE_URL": "https://help.example.org",
    "TRUSTED_PROXIES": "1",
    "EMAIL_URL": "smtp://127.0.0.1:25",
    "FROM_EMAIL": "help@example.org",
    "SUPPORT_EMAIL": "support@example.org",
    "ADMINISTRATOR_EMAIL": "owner@example.org",
}


@dataclass(frozen=True)
class Installation:
    """One state of the code on one set of data.

    `tools` is the folder that this package is in; the code has its own folder `tools`.
    """

    code: Path
    python: Path
    var: Path
    database: str
    state: Path
    port: int

    def manage(self, *arguments: str) -> None:
        """`manage.py` with these arguments, and what it says."""
        self._run("manage.py", *arguments, said=None)

    def deploy(self) -> None:
        """`manage.py deploy`, as an owner runs it in earnest."""
        self._run("manage.py", "deploy", "--no-input", said=None, settings=_IN_EARNEST)

    def step(self, *arguments: str) -> None:
        """A step of the proof inside of this code."""
        self._run("-m", "upgrade_proof.inside", *arguments, said=subprocess.DEVNULL)

    @contextmanager
    def serving(self) -> Iterator[None]:
        """Its server, as long as this lasts."""
        listen = ("--bind", f"127.0.0.1:{self.port}", "--worker-class", "gthread")
        quiet = ("--log-level", "warning", "--graceful-timeout", "3")
        command = ("-m", "gunicorn", "portal.wsgi:application", *listen, "--threads", "4", *quiet)
        server = subprocess.Popen(  # noqa: S603 - our own programs, here and below
            [self.python, *command], cwd=self.code, env=self._environment()
        )
        try:
            self._wait_for(server)
            yield
        finally:
            server.terminate()
            server.wait()

    def _wait_for(self, server: subprocess.Popen[bytes]) -> None:
        until = time.monotonic() + _WAIT
        while time.monotonic() < until and server.poll() is None:
            with closing(socket.socket()) as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        raise RuntimeError(f"The server of {self.code} does not start")

    def _run(
        self, *arguments: str, said: int | None, settings: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        subprocess.run(  # noqa: S603
            [self.python, *arguments], cwd=self.code, env=self._environment() | settings,
            check=True, stdout=said,
        )  # fmt: skip

    def _environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
        return kept | {
            "DJANGO_SETTINGS_MODULE": "portal.settings.demo",
            "SECRET_KEY": _SECRET_KEY,
            "DATABASE_URL": self.database,
            "VAR_DIR": str(self.var),
            "BASE_URL": f"http://127.0.0.1:{self.port}",
            # Nothing is fetched, and no embedder of this machine is asked.
            "SEARCH_BY_MEANING": "no",
            "PROOF_STATE": str(self.state),
            "PROOF_PORT": str(self.port),
            # Beside the code's own packages, since the code is where the program starts.
            "PYTHONPATH": str(Path(__file__).parents[1]),
        }


def dumped_and_restored(database: str, folder: Path) -> str:
    """Dump a PostgreSQL and restore it as a fresh database; returns its address."""
    dump, fresh = folder / "portal.dump", "restored"
    server = urlsplit(database)._replace(path="").geturl()
    for command in (
        ("pg_dump", "--format=custom", f"--file={dump}", database),
        ("createdb", f"--maintenance-db={database}", fresh),
        ("pg_restore", "--exit-on-error", f"--dbname={server}/{fresh}", dump),
    ):
        subprocess.run(command, check=True)  # noqa: S603
    return f"{server}/{fresh}"


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
