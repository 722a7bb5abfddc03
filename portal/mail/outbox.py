"""Queueing a mail and turning the row into a message.

What comes from a reader can never become a header of its own: addresses must be addresses,
subjects are one line, and any other header with a line break is refused.
"""

import hashlib
import re
import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.text import Truncator

from portal import batches, clock
from portal.jobs.tasks import wake
from portal.mail import dress, keys, kinds
from portal.mail.models import OutboundMail
from portal.text.cleaning import clean_line, clean_text

JOB = "mail.deliver"
_HEADER_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,60}", re.ASCII)
_OURS = frozenset({"from", "to", "cc", "bcc", "reply-to", "subject", "date", "message-id"})
_KEPT = timedelta(days=30)


def queue(
    *,
    to: str,
    subject: str,
    text: str,
    locale: str,
    kind: str,
    whose: str,
    reply_to: str = "",
    headers: Mapping[str, str] | None = None,
    quoted_post: str = "",
) -> OutboundMail:
    """Queue a mail in the caller's transaction; raises ValueError for an address that is none.

    `quoted_post` is Markdown that the text quotes as `portal.text.quoting` has it in plain words:
    its HTML is that of the post.

    `kind` is one of portal.mail.kinds, `whose` one of portal.mail.keys. Its Message-ID is fixed
    now: should it ever go out twice, it is the same mail.
    """
    mail = OutboundMail.objects.create(
        message_id=f"<{uuid.uuid4()}@{_domain()}>",
        created_at=timezone.now(),
        kind=kind[:40],
        priority=kinds.priority(kind),
        whose=whose,
        locale=locale[:12],
        to=_address(to),
        reply_to=_address(reply_to) if reply_to else "",
        subject=one_line(subject),
        text=clean_text(text),
        quoted_post=quoted_post,
        headers=_headers(headers or {}),
    )
    wake(JOB)
    return mail


def holds(kind: str, *, whose: str) -> bool:
    """Whether a mail of this kind is kept for somebody: it is to go out, or has gone lately."""
    return OutboundMail.objects.filter(kind=kind, whose=whose).exists()


def reference(name: str) -> str:
    """The Message-ID that mails about one thing name as what they all follow: one conversation."""
    return f"<{name}@{_domain()}>"


def answering(message_id: str) -> dict[str, str]:
    """The headers of a mail in the conversation that this one begins."""
    return {"In-Reply-To": message_id, "References": message_id}


def one_click(address: str) -> dict[str, str]:
    """The headers of a mail of a kind that a post to this address ends (RFC 8058)."""
    return {
        "List-Unsubscribe": f"<{address}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def take_back(*kinds: str) -> int:
    """Delete the mails of these kinds that nobody has begun to send; returns how many."""
    return _waiting().filter(kind__in=kinds).delete()[0]


def waiting(kind: str) -> set[str]:
    """What a kind is told more exactly after a dot, in mails that nobody has begun to send."""
    begin = f"{kind}."
    kinds_found = _waiting().filter(kind__startswith=begin).values_list("kind", flat=True)
    return {found.removeprefix(begin) for found in kinds_found}


def _waiting() -> QuerySet[OutboundMail]:
    return OutboundMail.objects.filter(finished_at=None, attempts=0)


def one_line(text: str) -> str:
    """The text as a subject: one line, without control characters, not over-long."""
    return Truncator(clean_line(text)).chars(240)


class _Message(EmailMultiAlternatives):
    """A mail whose parts are divided by the same line at each attempt."""

    def message(self, **kwargs: Any) -> Any:
        made = super().message(**kwargs)
        made.set_boundary(f"={hashlib.sha256(made['Message-ID'].encode()).hexdigest()[:32]}")
        return made


def message(mail: OutboundMail) -> EmailMultiAlternatives:
    """The mail as it goes out, text and the same as HTML, the same at each attempt."""
    headers: dict[str, Any] = {"Content-Language": mail.locale, **mail.headers}
    headers |= {"Message-ID": mail.message_id, "Date": mail.created_at}
    made = _Message(
        subject=mail.subject,
        body=mail.text,
        to=[mail.to],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        headers=headers,
    )
    html = dress.dressed(
        subject=mail.subject,
        text=mail.text,
        locale=mail.locale,
        quoted_post=mail.quoted_post,
    )
    made.attach_alternative(html, "text/html")
    return made


def prune(at: datetime | None = None) -> int:
    """Delete mails that went out 30 days ago, and those that were given up as long ago."""
    at = at or timezone.now()
    given_up = Q(finished_at=None, attempts__gte=OutboundMail.max_attempts)
    old = OutboundMail.objects.filter(
        clock.is_over("finished_at", at, _KEPT) | (given_up & Q(due_at__lt=at - _KEPT))
    )
    return batches.delete(old)


def forget(*whose: str) -> int:
    """Delete every mail with one of these keys; raises ValueError for nobody's."""
    if keys.NOBODY in whose:
        raise ValueError("What is nobody's is nobody's to delete")
    return OutboundMail.objects.filter(whose__in=whose).delete()[0]


def _domain() -> str:
    return str(settings.DEFAULT_FROM_EMAIL).rpartition("@")[2].strip(" >") or "localhost"


def _address(text: str) -> str:
    try:
        validate_email(text)
    except ValidationError as error:
        raise ValueError("Not an e-mail address") from error
    return text


def _headers(headers: Mapping[str, str]) -> dict[str, str]:
    for name, value in headers.items():
        if not _HEADER_NAME.fullmatch(name) or name.lower() in _OURS:
            raise ValueError(f"Not a header for a caller to set: {name!r}")
        if any(ord(character) < 32 or ord(character) == 127 for character in value):
            raise ValueError(f"Control character in the header {name}")
    return dict(headers)
