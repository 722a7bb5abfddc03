"""A site of the internet for tests, on this host."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from ipaddress import ip_network
from typing import Any

from tests.factories.servers import Quiet, serving


class Site:
    """What was asked of it, as (verb, path); `url` has no slash at its end."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.url = ""


@contextmanager
def site(settings: Any, statuses: Mapping[str, int | str]) -> Iterator[Site]:
    """One that answers by path: with a status, or a redirect to an address; else with 404."""
    one = Site()

    class Handler(Quiet, BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            one.asked.append((self.command, self.path))
            answer = statuses.get(self.path, 404)
            self.send_response(answer if isinstance(answer, int) else 302)
            if isinstance(answer, str):
                self.send_header("Location", answer)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def do_GET(self) -> None:
            self.do_HEAD()

    # Ours is another host.
    settings.BASE_URL = "https://help.solvei.example"
    settings.CHECK_LINKS = True
    settings.LINK_NETWORKS = (ip_network("127.0.0.0/8"),)
    with serving(Handler) as one.url:
        yield one
