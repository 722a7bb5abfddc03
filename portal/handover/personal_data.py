"""The requests a member sent: handed out to them, and erased with them.

Requests sent without signing in are found by the account's address. The starts behind them name
nobody and stay, so the report's figures do not move.
"""

from typing import Any

from django.db.models import Q, QuerySet

from portal.accounts.models import User
from portal.handover.models import ContactRequest
from portal.mail import outbox


def requests_of(user: User) -> QuerySet[ContactRequest]:
    return ContactRequest.objects.filter(Q(user=user) | Q(email__iexact=user.email))


def export(user: User) -> list[dict[str, Any]]:
    """Every request as it was sent."""
    return [
        {
            "reference": request.reference,
            "sent": request.created_at.isoformat(),
            "language": request.locale,
            "email": request.email,
            "topic": request.topic,
            "message": request.message,
            "product": request.product,
            "browser": request.browser,
            "trail": request.trail,
        }
        for request in requests_of(user).order_by("created_at")
    ]


def erase(user: User) -> None:
    """Delete the requests, and the mails about them that are still kept."""
    addresses = set(requests_of(user).values_list("email", flat=True)) | {user.email}
    requests_of(user).delete()
    for address in addresses:
        outbox.forget(address)
