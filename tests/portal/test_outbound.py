"""Requests to servers that the settings name. Which addresses are refused: test_delivery.py."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network

import pytest
import urllib3

from portal import outbound

HERE = (ip_network("127.0.0.0/8"),)
TIMEOUT = urllib3.Timeout(connect=2, read=5)


@pytest.fixture
def url() -> Iterator[str]:
    """A server that answers 201 with a thousand bytes."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(201)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b"x" * 1000)

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    serving.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    serving.join()


@pytest.mark.parametrize(("most", "length"), [(0, 0), (1000, 1000), (5000, 1000)])
def test_of_an_answer_so_much_is_read_as_was_asked_for(url: str, most: int, length: int) -> None:
    answer = outbound.post(url, b"{}", {}, within=HERE, timeout=TIMEOUT, most=most)
    assert (answer.status, len(answer.body)) == (201, length)


def test_an_answer_without_end_is_refused(url: str) -> None:
    with pytest.raises(outbound.TooLongError):
        outbound.post(url, b"{}", {}, within=HERE, timeout=TIMEOUT, most=999)


def test_what_is_not_listed_is_refused(url: str) -> None:
    with pytest.raises(outbound.RefusedError):
        outbound.post(url, b"{}", {}, within=(), timeout=TIMEOUT)
