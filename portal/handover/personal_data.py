"""The requests a member sent: handed out to them, and erased with them.

They are those sent while signed in. An address typed into a form says nothing about who typed it.
The starts behind them name nobody and stay, so the report's figures do not move.
"""

from typing import Any

from django.db.models import QuerySet

from portal.accounts.models import User
from portal.handover.models import ContactRequest
from portal.mail import keys, outbox


def requests_of(user: User) -> QuerySet[ContactRequest]:
    return ContactRequest.objects.filter(user=user)


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
    requests = requests_of(user)
    references = requests.values_list("reference", flat=True)
    outbox.forget(*(keys.request(reference) for reference in references))
    requests.delete()
