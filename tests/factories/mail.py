"""Real mail servers for tests, one that says nothing among them, and mails to send."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller

from portal.mail import SERVER, keys, outbox
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


class Silence:
    """How many have called a server that says nothing more than its greeting."""

    def __init__(self, listener: socket.socket) -> None:
        self._listener = listener
        self._held: list[socket.socket] = []
        self.port: int = listener.getsockname()[1]

    @property
    def calls(self) -> int:
        return len(self._held)

    def listen(self) -> None:
        """Greet everybody, until closed."""
        while True:
            try:
                caller, _address = self._listener.accept()
            except OSError:
                return
            caller.sendall(b"220 test ESMTP\r\n")
            self._held.append(caller)

    def close(self) -> None:
        """May be done twice."""
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        for one in (self._listener, *self._held):
            one.close()


@contextmanager
def silent_server() -> Iterator[Silence]:
    """A server that greets and then says nothing, for as long as its callers wait."""
    silence = Silence(socket.create_server(("127.0.0.1", 0)))
    listening = threading.Thread(target=silence.listen)
    listening.start()
    try:
        yield silence
    finally:
        silence.close()
        listening.join()


def mailers_for(port: int, *, timeout: float = 5) -> dict[str, Any]:
    return {
        "default": {"BACKEND": "portal.mail.backend.OutboxBackend"},
        SERVER: {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": port, "timeout": timeout},
        },
    }


def queued(to: str = "reader@example.com", **changes: Any) -> OutboundMail:
    fields = {
        "to": to,
        "subject": "Καλημέρα",
        "text": "مرحبا\n\nhello",
        "locale": "el",
        "kind": "contact request",
        "whose": keys.NOBODY,
    }
    return outbox.queue(**(fields | changes))
