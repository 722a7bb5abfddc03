"""What other tools are told of a request: see docs/contact.md for what each field says."""

from typing import Any

from portal.handover import links
from portal.handover.models import ContactRequest, Event


def of(request: ContactRequest, message: Event | None = None) -> dict[str, Any]:
    """The request as it is now, and the message that was added to it, if one was."""
    told: dict[str, Any] = {
        "reference": request.reference,
        "sent_at": request.created_at.isoformat(),
        "state": request.state,
        "language": request.locale,
        "market": request.market,
        "email": request.email,
        "topic": request.topic,
        "message": request.message,
        "product": request.product,
        "browser": request.browser,
        "trail": request.trail,
        "promised_by": request.promised_by.isoformat() if request.promised_by else None,
        "article": request.solved_article.slug if request.solved_article else None,
        "files": [
            {
                "name": file.name,
                "content_type": file.content_type,
                "size": file.size,
                "address": links.desk(request, "desk-file", file.pk),
            }
            for file in request.attachments.order_by("pk")
        ],
    }
    if message:
        told["added"] = {"sent_at": message.at.isoformat(), "message": message.text}
    return told
