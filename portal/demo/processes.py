"""Runs the demo's processes side by side and ends them together."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from types import FrameType
from urllib.parse import urlsplit

from portal.operations import local_embedder

_MANAGE = (sys.executable, "manage.py")
_GRACE_SECONDS = 8


def commands(port: int) -> dict[str, Sequence[str]]:
    """Name → command line of every process that the demo consists of."""
    return {
        "server": (
            *(sys.executable, "-m", "gunicorn", "portal.wsgi:application"),
            *("--bind", f"127.0.0.1:{port}", "--worker-class", "gthread", "--threads", "8"),
            *("--graceful-timeout", "3", "--log-level", "warning", "--forwarder-headers", ""),
        ),
        "fast worker": (*_MANAGE, "run_worker", "--queue", "fast"),
        "slow worker": (*_MANAGE, "run_worker", "--queue", "slow"),
        "scheduler": (*_MANAGE, "run_scheduler"),
    }


def embedder(say: Callable[[str], object]) -> dict[str, Sequence[str]]:
    """The one process that embeds for all, set up if it can be; what comes of it is said.

    The other processes are told by the environment; one that is named there already is used.
    """
    if not local_embedder.is_on():
        say(f"SEARCH_BY_MEANING is off. {local_embedder.COST}")
        return {}
    if os.environ.get("EMBEDDINGS_URL") or not local_embedder.is_wanted():
        return {}
    say("Setting up search by meaning (SEARCH_BY_MEANING=no leaves it out) ...")
    try:
        local_embedder.set_up()
    except local_embedder.UnavailableError as error:
        say(f"  Its embedder cannot be had: {error}. {local_embedder.COST}")
        # Nobody is to look for it where it would be.
        os.environ["SEARCH_BY_MEANING"] = "no"
        return {}
    say(f"  a process of its own, with {local_embedder.MEGABYTES} MB of memory")
    # Commands beside the demo look there; a second demo, or another program, may have it already.
    port = local_embedder.port()
    if not is_free(port):
        port = free_port()
    os.environ["EMBEDDINGS_URL"] = f"http://127.0.0.1:{port}/v1"
    return {"embedder": local_embedder.command(port)}


@contextmanager
def embedding(commands: Mapping[str, Sequence[str]]) -> Iterator[None]:
    """Have what `embedder` named answer for as long as a `with` lasts; nothing of nothing."""
    started = _started(commands)
    try:
        if started:
            _wait_for(urlsplit(os.environ["EMBEDDINGS_URL"]).port or 80, started)
        yield
    finally:
        _stop(started.values())


def free_port() -> int:
    """A port of 127.0.0.1 that a server could listen on."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_free(port: int) -> bool:
    """Test if a server could listen on this port of 127.0.0.1."""
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def run(processes: Mapping[str, Sequence[str]], *, on_ready: Callable[[], None], port: int) -> int:
    """Run until ctrl-C, SIGTERM or the end of any process; returns the exit status.

    Every process has a session of its own, so that a ctrl-C reaches it once, through us.
    """
    running = _started(processes)
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        _wait_for(port, running)
        on_ready()
        return _watch(running)
    except KeyboardInterrupt:
        return 0
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        _stop(running.values())


def _started(processes: Mapping[str, Sequence[str]]) -> dict[str, subprocess.Popen[bytes]]:
    return {
        name: subprocess.Popen(command, start_new_session=True)  # noqa: S603
        for name, command in processes.items()
    }


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _wait_for(port: int, running: Mapping[str, subprocess.Popen[bytes]]) -> None:
    while all(process.poll() is None for process in running.values()):
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)


def _watch(running: Mapping[str, subprocess.Popen[bytes]]) -> int:
    while True:
        for name, process in running.items():
            if (status := process.poll()) is not None:
                sys.stderr.write(f"The {name} ended with status {status}; stopping the demo.\n")
                return status or 1
        time.sleep(0.5)


def _stop(running: Iterable[subprocess.Popen[bytes]]) -> None:
    processes = list(running)
    for process in processes:
        _signal(process, signal.SIGTERM)
    deadline = time.monotonic() + _GRACE_SECONDS
    for process in processes:
        try:
            process.wait(timeout=max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            _signal(process, signal.SIGKILL)
            process.wait()


def _signal(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    if process.poll() is None:
        os.killpg(process.pid, number)
