"""What others send, as Wagtail its notifications, goes by the outbox as well.

They send while a page waits, and to a mail server that may not answer: here they only leave rows.
"""

from collections.abc import Sequence
from email.utils import parseaddr

from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from portal import locales
from portal.mail import keys, outbox

KIND = "notice"


class OutboxBackend(BaseEmailBackend):
    """Queues a mail of its own for each who is to receive a message: text alone."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """How many messages were queued; all of them, or none.

        Raises ValueError for an address that is none, a header that is not to be set, and for
        what would be lost: attachments.
        """
        with transaction.atomic():
            for message in email_messages:
                _queue(message)
        return len(email_messages)


def _queue(message: EmailMessage) -> None:
    if message.attachments:
        raise ValueError("The outbox keeps no attachments")
    for receiver in message.recipients():
        _name, address = parseaddr(receiver)
        account = get_user_model().objects.filter(email=address.lower()).first()
        outbox.queue(
            to=address,
            subject=str(message.subject),
            text=str(message.body),
            locale=locales.nearest(account.locale) if account else locales.in_force(),
            kind=KIND,
            # Sent to an account's address, not to one that somebody typed.
            whose=keys.account(account.pk) if account else keys.NOBODY,
            reply_to=next(iter(message.reply_to), ""),
            headers=message.extra_headers,
        )
