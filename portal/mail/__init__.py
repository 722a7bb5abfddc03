"""Outgoing mail: queued as a row in the transaction of its cause, sent by a job."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portal.mail.models import OutboundMail


def queue(
    *,
    to: str,
    subject: str,
    text: str,
    locale: str,
    kind: str,
    reply_to: str = "",
    headers: Mapping[str, str] | None = None,
) -> "OutboundMail":
    """Queue a mail in the caller's transaction; raises ValueError for an address that is none.

    Its Message-ID is fixed now: should it ever go out twice, it is the same mail.
    """
    from portal.mail.outbox import queue as queue_mail

    return queue_mail(
        to=to,
        subject=subject,
        text=text,
        locale=locale,
        kind=kind,
        reply_to=reply_to,
        headers=headers,
    )


__all__ = ["queue"]
