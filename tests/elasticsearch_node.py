"""A real Elasticsearch for the tests: started once, on a free port, and ended with them.

All tests that need it run in one worker (see conftest), so one node serves a whole run.
"""

import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import requirements

if TYPE_CHECKING:
    from elasticsearch import Elasticsearch as Client

TOOL = Path(__file__).parent.parent / "tools" / "elasticsearch"
READY = "es-node ready on "
# Ends the node, and removes its data, when standard input closes: at the end of the tests, and
# also when pytest is killed and can do nothing itself.
GUARD = """
"$0" 0 "$1" cluster.name=tests &
node=$!
( cat >/dev/null; kill "$node" ) <&3 &
wait "$node"
rm -rf "$1"
"""
START_TIMEOUT = 90


def unbuilt() -> str:
    """Build the node if that has yet to be done; returns why it can't be ("" when it is there)."""
    done = subprocess.run([TOOL / "build", "--if-needed"], capture_output=True, text=True)
    return "" if done.returncode == 0 else (done.stdout + done.stderr).strip()[-300:]


def _address(process: subprocess.Popen[str]) -> str:
    """Where the node listens, once it says so."""
    found: list[str] = []

    def read() -> None:
        for line in process.stdout or ():
            if READY in line and not found:
                found.append(line.split(READY, 1)[1].strip())
                ready.set()
        ready.set()

    ready = threading.Event()
    threading.Thread(target=read, daemon=True).start()
    ready.wait(START_TIMEOUT)
    return found[0] if found else ""


@pytest.fixture(scope="session")
def elasticsearch_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the real node."""
    if reason := unbuilt():
        pytest.skip(
            f"{requirements.PREFIX}Elasticsearch was not put together from Maven Central: {reason}"
        )
    data = tmp_path_factory.mktemp("elasticsearch")
    process = subprocess.Popen(
        ["bash", "-c", f"exec 3<&0; {GUARD}", TOOL / "node", data],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        address = _address(process)
        assert address, "The Elasticsearch node did not start"
        yield address
    finally:
        assert process.stdin
        process.stdin.close()
        try:
            process.wait(30)
        finally:
            if process.stdout:
                process.stdout.close()
            shutil.rmtree(data, ignore_errors=True)


@pytest.fixture(scope="session")
def elasticsearch_client(elasticsearch_url: str) -> "Iterator[Client]":
    """A client of the real node."""
    from search.engines.elasticsearch.client import connect

    with connect({"url": elasticsearch_url}) as client:
        yield client
