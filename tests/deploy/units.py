"""The shipped units, run as systemd does so far as commands, sockets and signals go."""

import os
import re
import shlex
import signal
import socket
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from portal.settings.environment import REPOSITORY

FOLDER = REPOSITORY / "deploy" / "systemd"
COMMON = FOLDER / "portal-.service.d" / "portal.conf"
# Seconds that a service may take to end, more than any unit allows.
PATIENCE = 90
# As systemd hands over a socket: it is the third file, and the variable names the process.
_WITH_SOCKET = 'export LISTEN_FDS=1 LISTEN_PID=$$; exec "$@" 3<&{}'


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit, without comments; `places` says what stands for its paths and ports here."""

    text: str
    places: Mapping[str, str]

    def values(self, name: str) -> list[str]:
        """Every value of a setting, in its order."""
        text = self.text
        for shipped, other in self.places.items():
            text = text.replace(shipped, other)
        return re.findall(rf"^{name}=(.*)$", text, re.MULTILINE)

    def value(self, name: str) -> str:
        """The one value of a setting."""
        [value] = self.values(name)
        return value

    @property
    def environment(self) -> dict[str, str]:
        """Its variables: those of the unit, then those of its file."""
        lines = [line for value in self.values("Environment") for line in shlex.split(value)]
        lines += shlex.split(Path(self.value("EnvironmentFile")).read_text(), comments=True)
        return {name: value for name, _equals, value in (line.partition("=") for line in lines)}


def unit(name: str, places: Mapping[str, str] | None = None) -> Unit:
    """A unit by its name, such as `portal-worker@fast.service`, with what is common to all."""
    template, instance = re.sub(r"@.*\.", "@.", name), name.partition("@")[2].partition(".")[0]
    paths = [FOLDER / template, *([COMMON] if name.endswith(".service") else [])]
    text = "\n".join(path.read_text() for path in paths).replace("%i", instance)
    return Unit(re.sub(r"^#.*\n", "", text, flags=re.MULTILINE), places or {})


@contextmanager
def listening(one: Unit) -> Iterator[socket.socket]:
    """The socket of a socket unit."""
    host, _colon, port = one.value("ListenStream").rpartition(":")
    with socket.create_server((host, int(port)), backlog=int(one.value("Backlog"))) as listener:
        yield listener


class Restartable:
    """A service that runs while a `with` lasts, on a socket that outlasts a restart."""

    def __init__(self, unit: Unit, log: Path, listener: socket.socket | None = None) -> None:
        self._unit = unit
        self._log = log
        self._listener = listener
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self._start()
        return self

    def __exit__(self, *error: object) -> None:
        self._stop()

    def restart(self) -> None:
        """Stop it in order, and start it on the same socket."""
        self._stop()
        self._start()

    def _start(self) -> None:
        command = shlex.split(self._unit.value("ExecStart"))
        handed_on = []
        if self._listener is not None:
            handed_on = [self._listener.fileno()]
            command = ["bash", "-c", _WITH_SOCKET.format(handed_on[0]), "bash", *command]
        with self._log.open("ab") as file:
            self._process = subprocess.Popen(
                command,
                cwd=self._unit.value("WorkingDirectory"),
                env={"PATH": os.environ["PATH"]} | self._unit.environment,
                stdout=file,
                stderr=file,
                pass_fds=handed_on,
                start_new_session=True,
            )

    def _stop(self) -> None:
        """As KillMode=mixed: the main process is told, its children are killed if they stay."""
        process = self._process
        assert process is not None
        process.terminate()
        try:
            # Who is stopped while still starting ends by the signal: systemd calls both clean.
            assert process.wait(PATIENCE) in {0, -signal.SIGTERM}, self._log.read_text()
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


@contextmanager
def all_started(units: list[Unit], log: Path) -> Iterator[None]:
    """Several services without a socket."""
    with ExitStack() as stack:
        for one in units:
            stack.enter_context(Restartable(one, log))
        yield
