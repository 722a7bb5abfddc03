"""Queueing what other tools are told, in the transaction of its cause."""

import json
import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from portal import batches, clock
from portal.jobs.tasks import wake
from portal.webhooks.models import Delivery, Taken

JOB = "webhooks.deliver"
_KEPT = timedelta(days=3)
_KEPT_WAITING = timedelta(days=30)
_TAKEN_KEPT = timedelta(days=30)


def tell(event: str, data: Mapping[str, Any], *, whose: str, at: datetime) -> Delivery | None:
    """Queue a message such as `request.created`; None where the owner has named no receiver.

    `whose` is one of portal.mail.keys, by which it is erased.
    """
    if not settings.WEBHOOK_URL:
        return None
    body = {"type": event, "timestamp": at.isoformat(), "data": data}
    delivery = Delivery.objects.create(
        webhook_id=f"msg_{uuid.uuid4().hex}",
        created_at=timezone.now(),
        event=event,
        whose=whose,
        body=json.dumps(body, ensure_ascii=False),
    )
    wake(JOB)
    return delivery


def forget(*whose: str) -> int:
    """Delete every message with one of these keys."""
    return Delivery.objects.filter(whose__in=whose).delete()[0]


def prune(at: datetime | None = None) -> int:
    """Delete what was told 3 days ago, all that is 30 days old, and ids of old messages.

    Whatever waits goes then, too: the owner may have named no receiver since.
    """
    at = at or timezone.now()
    old = Delivery.objects.filter(
        clock.is_over("finished_at", at, _KEPT) | clock.is_over("created_at", at, _KEPT_WAITING)
    )
    taken = Taken.objects.filter(clock.is_over("at", at, _TAKEN_KEPT))
    return batches.delete(old) + batches.delete(taken)
