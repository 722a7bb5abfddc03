"""Whoever asks a site through its web server, over TLS, as a browser does that knows its name."""

import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPResponse, IncompleteRead
from typing import Any

import urllib3

from tests.deploy import proxies

PATIENCE = 100
CUT_OFF = 0


@dataclass(frozen=True, slots=True)
class Client:
    """Asks through one web server."""

    proxy: proxies.Proxy
    pool: urllib3.HTTPSConnectionPool

    def ask(self, path: str, method: str = "GET", **more: Any) -> urllib3.BaseHTTPResponse:
        """The answer: no redirect is followed, and nothing is tried again."""
        headers = {"Host": proxies.HOST, "Accept": "text/html"} | more.pop("headers", {})
        return self.pool.request(
            method, path, headers=headers, redirect=False, retries=False, **more
        )

    def plainly(self, path: str, **more: Any) -> urllib3.BaseHTTPResponse:
        """The answer without TLS."""
        headers = {"Host": proxies.HOST} | more.pop("headers", {})
        with urllib3.HTTPConnectionPool("127.0.0.1", self.proxy.plain) as pool:
            return pool.request("GET", path, headers=headers, redirect=False, retries=False)

    def connect(self, name: str = proxies.HOST) -> ssl.SSLSocket:
        """A connection on which anything can be said; raises SSLError for a name of others."""
        context = ssl.create_default_context(cafile=self.proxy.authority)
        plain = socket.create_connection(("127.0.0.1", self.proxy.secure), timeout=PATIENCE)
        return context.wrap_socket(plain, server_hostname=name)

    def say(self, head: str, body: Iterable[bytes] = ()) -> tuple[int, bytes]:
        """Send a request as it stands, dots and lies included; the status and the body.

        Who hangs up on a body that it refuses may cut off its own answer: then that is all of the
        body that there is, and CUT_OFF where there is no answer at all.
        """
        with self.connect() as connection:
            # Who refuses a body may hang up before it is all sent.
            with suppress(OSError):
                connection.sendall(f"{head}\r\nConnection: close\r\n\r\n".encode())
                for part in body:
                    connection.sendall(part)
            answer = HTTPResponse(connection)
            try:
                answer.begin()
            except ConnectionError:
                return CUT_OFF, b""
            try:
                return answer.status, answer.read()
            except IncompleteRead as cut:
                return answer.status, cut.partial
            except ConnectionError:
                return answer.status, b""


@contextmanager
def asking(proxy: proxies.Proxy) -> Iterator[Client]:
    """A client, from the moment at which the site answers it."""
    wait(proxy.authority.exists)
    pool = urllib3.HTTPSConnectionPool(
        "127.0.0.1",
        proxy.secure,
        server_hostname=proxies.HOST,
        assert_hostname=proxies.HOST,
        ca_certs=str(proxy.authority),
        maxsize=8,
    )
    with pool:
        client = Client(proxy, pool)
        wait(lambda: _answers(client))
        yield client


def _answers(client: Client) -> bool:
    try:
        return client.ask("/livez").status == 200
    except urllib3.exceptions.HTTPError:
        return False


def wait(until: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not until():
        assert time.monotonic() < deadline
        time.sleep(0.1)
