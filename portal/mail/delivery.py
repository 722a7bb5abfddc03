"""Sending what is due, one mail at a time.

A mail is claimed, handed to the mail server, and marked as sent. Whoever is killed in between
leaves a lease; when that has run out the mail is sent again. So nothing is lost, and at most the
one mail that was in flight goes out twice, with the same Message-ID.
"""

import logging
import smtplib
from datetime import timedelta
from typing import Any

from django.core.mail import mailers

from portal.jobs.rows import LeaseLostError
from portal.mail import outbox
from portal.mail.models import OutboundMail

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
"""Longer than any one mail takes; how long a mail waits whose worker was killed."""


def deliver() -> int:
    """Send all mails that are due; returns how many went out."""
    sent = 0
    connection: Any = None
    try:
        while claimed := OutboundMail.objects.claim(limit=1, lease=LEASE):
            if connection is None:
                connection = _opened(claimed[0])
                if connection is None:
                    return sent
            if _send(claimed[0], connection):
                sent += 1
            else:
                _close(connection)
                connection = None
    finally:
        if connection is not None:
            _close(connection)
    return sent


def _opened(mail: OutboundMail) -> Any:
    """A connection for this mail and those that follow; none if the server does not answer."""
    connection = mailers.default
    try:
        connection.open()
    except OSError as error:
        logger.warning("The mail server does not answer: %s", error)
        mail.fail(error)
        return None
    return connection


def _send(mail: OutboundMail, connection: Any) -> bool:
    try:
        connection.send_messages([outbox.message(mail)])
    except (OSError, ValueError) as error:  # SMTP errors are OSErrors; ValueError: an address.
        logger.warning("Mail %s did not go out: %s", mail.message_id, type(error).__name__)
        mail.fail(error)
        return False
    try:
        mail.finish()
    except LeaseLostError:
        logger.warning("Mail %s went out after its lease", mail.message_id)
    return True


def _close(connection: Any) -> None:
    try:
        connection.close()
    except (smtplib.SMTPException, OSError):
        logger.info("The mail server closed the connection first")
