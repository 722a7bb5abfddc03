"""Sending a request: one row, a mail to the support, a receipt to the reader, all or nothing."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext, override

from portal import locales
from portal.accounts.models import User
from portal.handover.models import ContactRequest
from portal.handover.trail import Entry
from portal.limits.spending import may_write_to
from portal.mail import keys, outbox

_RECEIPT = "contact receipt"
_SIGNER = Signer(salt="portal.handover.receipt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
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
    trail: Sequence[Entry] = ()


def send(draft: Draft, *, at: datetime | None = None) -> tuple[ContactRequest, bool]:
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
            _tell_support(request, draft)
            _tell_reader(request)
    return request, is_new


def _submission(form: UUID) -> UUID:
    """What a form is sent once under: none that its attempt is kept under."""
    digest = salted_hmac("portal.handover.submission", form.bytes, algorithm="sha256").digest()
    return UUID(bytes=digest[:16])


def receipt_address(request: ContactRequest) -> str:
    """Where the reader sees that the request has arrived."""
    with override(locales.nearest(request.locale)):
        return reverse("handover:sent", args=[_SIGNER.sign(request.reference)])


def by_receipt(signed: str) -> ContactRequest | None:
    """The request of such an address; None for any other."""
    try:
        reference = _SIGNER.unsign(signed)
    except BadSignature:
        return None
    return ContactRequest.objects.filter(reference=reference).first()


def has_receipt(request: ContactRequest) -> bool:
    """Whether a receipt goes, or has gone, to the reader: over the day's bound none does."""
    return outbox.holds(_RECEIPT, whose=keys.request(request.reference))


def _row(draft: Draft, at: datetime) -> dict[str, Any]:
    return {
        "created_at": at,
        "locale": draft.locale,
        "user": draft.user,
        "email": draft.email,
        "topic": draft.topic,
        "message": draft.message,
        "product": draft.product,
        "browser": draft.browser,
        "trail": [asdict(entry) for entry in draft.trail],
    }


def _tell_support(request: ContactRequest, draft: Draft) -> None:
    context = {"request": request, "draft": draft}
    with override(locales.DEFAULT):
        subject = gettext("[%(reference)s] %(about)s") % {
            "reference": request.reference,
            "about": draft.topic_title or request.message[:80],
        }
        text = render_to_string("handover/mail/request.txt", context)
    outbox.queue(
        to=settings.SUPPORT_EMAIL,
        reply_to=request.email,
        subject=subject,
        text=text,
        locale=locales.DEFAULT,
        kind="contact request",
        whose=keys.request(request.reference),
    )


def _tell_reader(request: ContactRequest) -> None:
    # Whoever types another one's address cannot fill that person's letter box.
    if not may_write_to(request.email, _RECEIPT):
        return
    address = settings.BASE_URL + receipt_address(request)
    context = {"request": request, "address": address, "site_name": settings.SITE_NAME}
    with override(locales.nearest(request.locale)):
        subject = gettext("We have your request %(reference)s") % {"reference": request.reference}
        text = render_to_string("handover/mail/receipt.txt", context)
    outbox.queue(
        to=request.email,
        reply_to=settings.SUPPORT_EMAIL,
        subject=subject,
        text=text,
        locale=request.locale,
        kind=_RECEIPT,
        whose=keys.request(request.reference),
        headers={"Auto-Submitted": "auto-replied"},
    )
