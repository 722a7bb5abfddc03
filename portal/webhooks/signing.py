"""Signing what we tell, and checking what we are told, by one secret."""

import hashlib
from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from standardwebhooks import Webhook, WebhookVerificationError


class NotSignedError(Exception):
    """The message is not signed by our secret, or was signed minutes ago."""


def is_known() -> bool:
    """Whether the owner has set a secret."""
    return bool(settings.WEBHOOK_SECRET)


def headers(webhook_id: str, body: str, at: datetime) -> dict[str, str]:
    """What goes with a message that is told at this moment (in UTC)."""
    return {
        "webhook-id": webhook_id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": Webhook(settings.WEBHOOK_SECRET).sign(webhook_id, at, body),
    }


def checked(body: bytes, given: Mapping[str, str]) -> str:
    """What names a message that is signed, for knowing it again; raises NotSignedError."""
    headers = {name.lower(): value for name, value in given.items()}
    try:
        Webhook(settings.WEBHOOK_SECRET).verify(body, headers, json_parse=False)
    except (WebhookVerificationError, ValueError) as error:
        raise NotSignedError from error
    named = headers["webhook-id"].encode(errors="surrogatepass")
    return hashlib.sha256(named).hexdigest()
