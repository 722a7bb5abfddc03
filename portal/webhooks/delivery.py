"""Telling what is due, one message at a time: claimed, told, and marked as told.

Whoever is killed in between leaves a lease; the message is then told again, under the same id.
"""

import logging
import time
from datetime import timedelta

import urllib3
from django.conf import settings
from django.utils import timezone

from portal.jobs.rows import LeaseLostError
from portal.jobs.tasks import wake
from portal.webhooks import outbox, receivers, signing
from portal.webhooks.models import Delivery

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
BUDGET = 20.0
"""Seconds after which a run begins no further message."""


def deliver(*, budget: float = BUDGET) -> int:
    """Tell what is due; returns how many messages were taken.

    The first that is not taken ends the run: there is one receiver, and each further message
    would wait as long for it.
    """
    if not settings.WEBHOOK_URL:
        return 0
    told, until = 0, time.monotonic() + budget
    while claimed := Delivery.objects.claim(limit=1, lease=LEASE):
        if not _told(claimed[0]):
            break
        told += 1
        if time.monotonic() >= until:
            wake(outbox.JOB)
            break
    return told


def _told(message: Delivery) -> bool:
    """Whether it was taken. The log names no address and no body: they may tell of somebody."""
    body = message.body.encode()
    headers = {
        "Content-Type": "application/json",
        **signing.headers(message.webhook_id, message.body, timezone.now()),
    }
    try:
        status = receivers.post(settings.WEBHOOK_URL, body, headers)
    except (OSError, ValueError, urllib3.exceptions.HTTPError) as error:
        return _failed(message, type(error).__name__)
    if not 200 <= status < 300:
        return _failed(message, f"answered {status}")
    try:
        message.finish()
    except LeaseLostError:
        logger.warning("Webhook %s was told after its lease", message.webhook_id)
    return True


def _failed(message: Delivery, why: str) -> bool:
    logger.warning("Webhook %s was not taken: %s", message.webhook_id, why)
    message.fail(why)
    return False
