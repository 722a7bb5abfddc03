"""The requests a member sent: handed out to them, and erased with them.

They are those sent while signed in. An address typed into a form says nothing about who typed it.
The starts behind them name nobody and stay, so the report's figures do not move.
"""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from portal.accounts.models import User
from portal.handover import links
from portal.handover.models import Attachment, ContactRequest
from portal.mail import keys, outbox
from portal.webhooks import outbox as webhooks


def requests_of(user: User) -> QuerySet[ContactRequest]:
    return ContactRequest.objects.filter(user=user)


def export(user: User) -> list[dict[str, Any]]:
    """Every request as it was sent, what followed, and where its files are."""
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
            "market": request.market,
            "state": request.state,
            "answered": _time(request.answered_at),
            "solved": _time(request.solved_at),
            "outcome": request.outcome,
            "rating": request.rating,
            "rated": _time(request.rated_at),
            "word": request.word,
            "page": links.page_in_mail(request),
            "events": [
                {"kind": event.kind, "at": event.at.isoformat(), "message": event.text}
                for event in request.events.order_by("at", "pk")
            ],
            "files": [_file(request, one) for one in request.attachments.order_by("pk")],
        }
        for request in requests_of(user).order_by("created_at")
    ]


def _time(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _file(request: ContactRequest, file: Attachment) -> dict[str, Any]:
    """What it is, and where its owner finds it."""
    return {
        "name": file.name,
        "content_type": file.content_type,
        "size": file.size,
        "address": links.page_in_mail(request, "file", file.pk),
    }


def erase(user: User) -> None:
    """Delete the requests with their files, and what is still kept to be told of them."""
    requests = requests_of(user)
    whose = [keys.request(reference) for reference in requests.values_list("reference", flat=True)]
    outbox.forget(*whose)
    webhooks.forget(*whose)
    requests.delete()
