"""A real mail server for tests, and mails to send through it."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller

from portal.mail import keys, outbox
from portal.mail.models import OutboundMail


class Inbox:
    """What the server received; it can be slow, or refuse a recipient."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.raw: list[bytes] = []
        self.slow = 0.0
        self.refused: set[str] = set()

    async def handle_RCPT(  # noqa: N802 - the server's name for it
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if address in self.refused:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.raw.append(envelope.content)
        self.messages.append(message_from_bytes(envelope.content, policy=default))
        if self.slow:
            time.sleep(self.slow)
        return "250 OK"

    @property
    def ids(self) -> list[str]:
        return [str(message["Message-ID"]) for message in self.messages]


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def mail_server(port: int | None = None) -> Iterator[tuple[Inbox, int]]:
    inbox = Inbox()
    port = port or free_port()
    controller = Controller(inbox, hostname="127.0.0.1", port=port, ident="test")
    controller.start()
    try:
        yield inbox, port
    finally:
        controller.stop()


def mailers_for(port: int) -> dict[str, Any]:
    return {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": port, "timeout": 5},
        }
    }


def queued(to: str = "reader@example.com", **changes: Any) -> OutboundMail:
    fields = {
        "to": to,
        "subject": "Καλημέρα",
        "text": "مرحبا\n\nhello",
        "locale": "el",
        "kind": "test",
        "whose": keys.NOBODY,
    }
    return outbox.queue(**(fields | changes))
