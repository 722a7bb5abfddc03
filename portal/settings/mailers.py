"""How mail leaves: one address such as smtp://user:password@host:587?tls=1 says it all."""

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from portal.mail import SERVER

_TIMEOUT = 20
"""Seconds that one answer of the mail server may take."""


def mailers(url: str) -> dict[str, Any]:
    """MAILERS for an address; without one, mails are only kept in the outbox.

    Only the job that delivers the outbox talks to the server: whatever else sends mail, as apps
    of others do in the middle of a request, leaves it in the outbox.

    `smtp://` is a plain connection, with `?tls=1` it begins one and turns to TLS, and `smtps://`
    is TLS from the first byte. Raises ValueError for anything else.
    """
    return {"default": {"BACKEND": "portal.mail.backend.OutboxBackend"}, SERVER: _server(url)}


def _server(url: str) -> dict[str, Any]:
    if not url:
        return {"BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ValueError("EMAIL_URL must be like smtp://user:password@host:587?tls=1")
    starts_tls = parse_qs(parts.query).get("tls", ["0"])[-1].lower() in {"1", "true", "yes"}
    options = {
        "host": parts.hostname,
        "port": parts.port,
        "username": unquote(parts.username or "") or None,
        "password": unquote(parts.password or "") or None,
        "use_tls": starts_tls and parts.scheme == "smtp",
        "use_ssl": parts.scheme == "smtps",
        "timeout": _TIMEOUT,
    }
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {name: value for name, value in options.items() if value is not None},
    }
