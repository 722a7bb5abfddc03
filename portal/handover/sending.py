"""Sending a request: one row with its file, and all who are told of it; all or nothing."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from portal.accounts.models import User
from portal.handover import attachments, telling
from portal.handover.files import Checked
from portal.handover.models import ContactRequest
from portal.handover.trail import TrailEntry
from portal.support.promises import answer_by


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestDraft:
    """A request that has passed the form."""

    form: UUID
    locale: str
    email: str
    message: str
    user: User | None = None
    topic: str = ""
    topic_title: str = ""
    product: str = ""
    browser: str = ""
    trail: Sequence[TrailEntry] = ()
    market: str = ""
    file: Checked | None = None


def send(draft: RequestDraft, *, at: datetime | None = None) -> tuple[ContactRequest, bool]:
    """Send a request; the second value is False for a form that had been sent already."""
    with transaction.atomic():
        request, is_new = ContactRequest.objects.get_or_create(
            submission=_submission(draft.form), defaults=_row(draft, at or timezone.now())
        )
        if not is_new and (request.message, request.email) != (draft.message, draft.email):
            # An old form, used for something else: another request.
            another = _row(draft, at or timezone.now())
            request, is_new = ContactRequest.objects.create(submission=uuid4(), **another), True
        if is_new:
            _tell(request, draft)
    return request, is_new


def _submission(form: UUID) -> UUID:
    """What a form is sent once under: none that its attempt is kept under."""
    digest = salted_hmac("portal.handover.submission", form.bytes, algorithm="sha256").digest()
    return UUID(bytes=digest[:16])


def _row(draft: RequestDraft, at: datetime) -> dict[str, Any]:
    return {
        "created_at": at,
        "locale": draft.locale,
        "market": draft.market,
        "promised_by": answer_by(at, draft.market, draft.locale),
        "user": draft.user,
        "email": draft.email,
        "topic": draft.topic,
        "message": draft.message,
        "product": draft.product,
        "browser": draft.browser,
        "trail": [asdict(entry) for entry in draft.trail],
    }


def _tell(request: ContactRequest, draft: RequestDraft) -> None:
    if draft.file:
        attachments.keep(request, draft.file, at=request.created_at)
    request.support_mail = telling.support(
        request, topic_title=draft.topic_title, trail=draft.trail
    )
    request.receipt_mail = telling.reader(request)
    request.save(update_fields=["support_mail", "receipt_mail"])
    telling.tools("request.created", request, request.created_at)
