"""An embedder without a model, for tests of who is embedded when: each text has a vector."""

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np

from tests.search.semantic.conftest import CHOSEN

DIMENSIONS = 8
REFUSED = "ακατάλληλο"
"""A text with this word is refused."""


def _vector(text: str) -> list[float]:
    seed = int.from_bytes(hashlib.blake2b(text.encode(), digest_size=4).digest())
    return [float(one) for one in np.random.default_rng(seed).normal(size=DIMENSIONS)]


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        texts = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["input"]
        rows = [{"index": at, "embedding": _vector(text)} for at, text in enumerate(texts)]
        body = json.dumps({"data": rows}).encode()
        self.send_response(400 if any(REFUSED in text for text in texts) else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


@contextmanager
def small_embedder() -> Iterator[dict[str, Any]]:
    """The settings that name it, for as long as a `with` lasts."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield CHOSEN | {
            "url": f"http://127.0.0.1:{server.server_port}/v1",
            "model": "small",
            "dimensions": DIMENSIONS,
        }
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
