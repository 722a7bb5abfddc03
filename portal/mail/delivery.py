"""Sending what is due, one mail at a time, the most urgent first.

A mail is claimed, handed to the mail server, and marked as sent. Whoever is killed in between
leaves a lease; when that has run out the mail is sent again. So nothing is lost, and at most the
one mail that was in flight goes out twice, with the same Message-ID.
"""

import logging
import smtplib
import time
from datetime import timedelta
from typing import Any

from django.core.mail import mailers

from portal.jobs.rows import LeaseLostError
from portal.jobs.tasks import wake
from portal.mail import SERVER, outbox
from portal.mail.models import OutboundMail

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
"""Longer than any one mail takes; how long a mail waits whose worker was killed."""
BUDGET = 20.0
"""Seconds after which a run begins no further mail."""


class _SilenceError(Exception):
    """The mail server keeps us waiting for longer than any answer may take."""


def deliver(*, budget: float = BUDGET) -> int:
    """Send the mails that are due; returns how many went out.

    A run ends after `budget` seconds, and then has another woken, or when the mail server is
    silent: each further mail would wait as long, and the next run tries again.
    """
    sent = 0
    until = time.monotonic() + budget
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
            if time.monotonic() >= until:
                wake(outbox.JOB)
                break
    except _SilenceError:
        logger.warning("The mail server is silent; this run ends")
    finally:
        if connection is not None:
            _close(connection)
    return sent


def _opened(mail: OutboundMail) -> Any:
    """A connection for this mail and those that follow; none if the server does not answer."""
    connection = mailers[SERVER]
    try:
        connection.open()
    except OSError as error:
        logger.warning("The mail server does not answer: %s", error)
        mail.fail(error)
        return None
    return connection


def _send(mail: OutboundMail, connection: Any) -> bool:
    """Whether the mail went out; raises _SilenceError, having noted it as any other failure."""
    try:
        message = outbox.message(mail)
    except Exception as error:
        # One that cannot be made keeps none of the others back.
        logger.exception("Mail %s cannot be made", mail.message_id)
        mail.fail(error)
        return False
    try:
        connection.send_messages([message])
    except (OSError, ValueError) as error:  # SMTP errors are OSErrors; ValueError: an address.
        logger.warning("Mail %s did not go out: %s", mail.message_id, type(error).__name__)
        mail.fail(error)
        if _is_silence(error):
            raise _SilenceError from error
        return False
    try:
        mail.finish()
    except LeaseLostError:
        logger.warning("Mail %s went out after its lease", mail.message_id)
    return True


def _is_silence(error: BaseException) -> bool:
    """smtplib tells a time-out as a connection that was closed, with the time-out behind it."""
    return isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError)


def _close(connection: Any) -> None:
    try:
        connection.close()
    except (smtplib.SMTPException, OSError):
        logger.info("The mail server closed the connection first")
