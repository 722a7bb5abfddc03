"""The real Apertium, started once for all tests that translate with it."""

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing

import pytest

from portal.demo import apertium, processes

_STARTS_IN = 30


@pytest.fixture(scope="session")
def apertium_url() -> Iterator[str]:
    """Where it answers."""
    port = processes.free_port()
    server = subprocess.Popen(
        apertium.command(port), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        until = time.monotonic() + _STARTS_IN
        while server.poll() is None and not _answers(port):
            assert time.monotonic() < until
            time.sleep(0.1)
        assert server.poll() is None
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)


def _answers(port: int) -> bool:
    with closing(socket.socket()) as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
