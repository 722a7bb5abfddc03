"""The portal's other processes, as they run in earnest."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
_GRACE = 15
_START = 300


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on."""
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def wait_for(port: int) -> None:
    """Return once somebody listens there; raises TimeoutError."""
    until = time.monotonic() + _START
    while time.monotonic() < until:
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.5)
    raise TimeoutError(f"Nobody listens on port {port}")


@contextmanager
def running(*command: str, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process for as long as a `with` lasts; more of its environment may be given."""
    env: Mapping[str, str] = os.environ | environment
    process = subprocess.Popen(command, cwd=REPOSITORY, env=env, stdout=subprocess.DEVNULL)  # noqa: S603
    try:
        yield process
        if process.poll() is not None:
            raise RuntimeError(f"{' '.join(command)} ended by itself")
    finally:
        process.terminate()
        try:
            process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def manage(*arguments: str) -> Sequence[str]:
    """A command line of manage.py."""
    return (sys.executable, "manage.py", *arguments)


@contextmanager
def indexing(**environment: str) -> Iterator[None]:
    """The worker that writes the index, and the scheduler that wakes it."""
    with (
        running(*manage("run_worker", "--queue", "fast"), **environment),
        running(*manage("run_scheduler"), **environment),
    ):
        yield
