"""Texts to vectors, with the real model and with servers that fail."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest
from pytest_django import Settings

from search.queries import parse
from search.semantic.asking import Asking, meaning_of
from search.semantic.embedder import (
    Chosen,
    Embedder,
    EmbedderError,
    Remote,
    TextRefusedError,
    embedder,
)
from tests.search.semantic.conftest import CHOSEN, free_port

type Serve = Callable[..., str]


def _cosine(one: bytes, other: bytes) -> float:
    return float(np.frombuffer(one, "<f4") @ np.frombuffer(other, "<f4"))


@pytest.fixture
def serve() -> Iterator[Serve]:
    """A server that answers every request with this status and body; returns its address."""
    servers: list[ThreadingHTTPServer] = []

    def start(status: int, body: bytes, gate: threading.Event | None = None) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.server.asked.append(  # type: ignore[attr-defined]
                    (
                        dict(self.headers),
                        json.loads(self.rfile.read(int(self.headers["Content-Length"]))),
                    )
                )
                if gate:
                    gate.wait(5)
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.asked = []  # type: ignore[attr-defined]
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}/v1"

    start.servers = servers  # type: ignore[attr-defined]
    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def _remote(url: str, **values: object) -> Remote:
    return Remote(Chosen(**(CHOSEN | {"url": url, "dimensions": 2} | values)))  # type: ignore[arg-type]


def _rows(*vectors: list[float]) -> bytes:
    rows = [{"index": at, "embedding": one} for at, one in enumerate(vectors)]
    return json.dumps({"data": rows[::-1]}).encode()


def test_the_model_puts_a_question_near_to_its_answer_in_another_language(
    with_embedder: Embedder,
) -> None:
    question = with_embedder.query("η μπαταρία αδειάζει γρήγορα", 10).value
    answer, other = with_embedder.passages(["Batteriet tømmes hurtigt", "Skift sprog i menuen"])
    assert _cosine(question, answer) > _cosine(question, other)
    assert _cosine(answer, answer) == pytest.approx(1.0, abs=1e-5)


def test_a_remote_is_asked_as_openai_is_and_its_vectors_become_of_unit_length(
    serve: Serve,
) -> None:
    url = serve(200, _rows([3.0, 4.0], [0.0, 2.0]))
    remote = _remote(url, key="secret", model="m", passage_prefix="passage: ")
    first, second = remote.passages(["a", "b"])
    assert np.frombuffer(first, "<f4") == pytest.approx([0.6, 0.8])
    assert np.frombuffer(second, "<f4") == pytest.approx([0.0, 1.0])
    headers, asked = serve.servers[0].asked[0]  # type: ignore[attr-defined]
    assert headers["Authorization"] == "Bearer secret"
    assert (asked["model"], asked["input"]) == ("m", ["passage: a", "passage: b"])


def test_another_model_is_another_space() -> None:
    spaces = {_remote("http://x", model=name).space for name in ("a", "b")}
    assert len(spaces) == 2
    assert all(space.startswith("2-") for space in spaces)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"{}",
        b'{"data": 3}',
        _rows([1.0]),
        _rows([0.0, 0.0]),
        _rows([float("nan"), 1.0]),
        _rows([1.0, 0.0], [1.0, 0.0]),
    ],
)
def test_nonsense_is_an_error_and_not_a_vector(body: bytes, serve: Serve) -> None:
    with pytest.raises(EmbedderError):
        _remote(serve(200, body)).query("x", 5)


def test_a_refused_text_is_told_from_a_server_that_fails(serve: Serve) -> None:
    with pytest.raises(TextRefusedError):
        _remote(serve(400, b"too long")).passages(["x"])
    with pytest.raises(EmbedderError) as failed:
        _remote(serve(503, b"")).passages(["x"])
    assert not isinstance(failed.value, TextRefusedError)


def test_a_slow_embedder_is_not_waited_for_and_then_not_asked(
    space: Embedder, serve: Serve
) -> None:
    gate = threading.Event()
    remote = _remote(serve(200, b"", gate))
    remote.space = space.space
    asking = Asking(remote)
    assert asking.meaning_of("battery") is None
    assert asking.meaning_of("battery") is None
    gate.set()
    assert len(serve.servers[0].asked) == 1  # type: ignore[attr-defined]


def test_without_an_embedder_a_query_has_no_meaning(settings: Settings) -> None:
    settings.EMBEDDINGS = CHOSEN
    assert embedder() is None
    assert meaning_of(parse("battery", "en")) is None


def test_an_embedder_that_is_away_gives_no_meaning(space: Embedder, settings: Settings) -> None:
    settings.EMBEDDINGS = CHOSEN | {"url": f"http://127.0.0.1:{free_port()}/v1"}
    assert meaning_of(parse("battery", "en")) is None


def test_codes_and_quoted_words_are_meant_as_they_stand(space: Embedder) -> None:
    assert meaning_of(parse("E-1042", "en")) is None
    assert meaning_of(parse('"red button"', "en")) is None
    assert meaning_of(parse("error E-1042 on my device", "en"), 60) is not None
