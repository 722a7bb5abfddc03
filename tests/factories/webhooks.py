"""Real receivers of webhooks for tests, and messages as other tools sign them."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from ipaddress import ip_network
from typing import Any

from django.test import Client
from standardwebhooks import Webhook

from tests.factories.servers import Quiet, serving

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


class Receiver:
    """What a receiver got; it answers with `status`."""

    def __init__(self) -> None:
        self.status = 204
        self.got: list[tuple[dict[str, str], bytes]] = []
        self.url = ""

    @property
    def messages(self) -> list[Any]:
        """The bodies, each checked by its signature."""
        return [Webhook(SECRET).verify(body, headers) for headers, body in self.got]

    @property
    def ids(self) -> list[str]:
        return [headers["webhook-id"] for headers, _body in self.got]


@contextmanager
def receiver(settings: Any) -> Iterator[Receiver]:
    """One that listens, and that the settings name."""
    one = Receiver()

    class Handler(Quiet, BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            one.got.append(({k.lower(): v for k, v in self.headers.items()}, body))
            self.send_response(one.status)
            self.send_header("Location", one.url)
            self.send_header("Content-Length", "0")
            self.end_headers()

    with serving(Handler) as address:
        one.url = f"{address}/hooks?of=portal"
        named(settings, one.url)
        yield one


def named(settings: Any, url: str, *networks: str) -> None:
    """Let the settings name a receiver; on this host, unless networks are given."""
    settings.WEBHOOK_URL = url
    settings.WEBHOOK_SECRET = SECRET
    settings.WEBHOOK_NETWORKS = tuple(map(ip_network, networks or ("127.0.0.0/8",)))


def signed(body: str, webhook_id: str = "msg_1", at: datetime | None = None) -> dict[str, str]:
    """The headers of another tool's message."""
    at = at or datetime.now(UTC)
    return {
        "webhook-id": webhook_id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": Webhook(SECRET).sign(webhook_id, at, body),
    }


def tell(kind: str, webhook_id: str = "msg_1", **data: Any) -> Any:
    """The answer to a message of another tool's."""
    body = json.dumps({"type": kind, "timestamp": "2026-03-02T10:00:00Z", "data": data})
    return post(body, signed(body, webhook_id))


def post(body: str | bytes, headers: dict[str, str]) -> Any:
    return Client().post(
        "/webhooks/requests/", body, content_type="application/json", headers=headers
    )
