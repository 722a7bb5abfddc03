"""Asking a customer whether it is solved: once, some hours after an answer was told of."""

import logging
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from portal.handover import telling
from portal.handover.models import ContactRequest

logger = logging.getLogger(__name__)
_SOME = 100


def ask(at: datetime | None = None) -> int:
    """Mail all who are to be asked now; returns how many.

    Each mail is queued in the transaction that notes it: nobody is asked twice, nor forgotten.
    One that fails holds up no other, and is tried again. Raises RuntimeError in the end if any
    did: so the job says that it failed.
    """
    at = at or timezone.now()
    asked = failed = last = 0
    due = ContactRequest.objects.to_be_asked(at).order_by("pk")
    while some := list(due.filter(pk__gt=last)[:_SOME]):
        last = some[-1].pk
        for one in some:
            try:
                asked += _ask(one, at)
            except Exception as error:  # noqa: BLE001 - is raised in the end
                # Of its kind alone: its words may quote the request.
                logger.error("Asking a customer failed: %s", type(error).__name__)
                failed += 1
    if failed:
        raise RuntimeError(f"{failed} customers could not be asked, {asked} were")
    return asked


@transaction.atomic
def _ask(request: ContactRequest, at: datetime) -> bool:
    due = ContactRequest.objects.to_be_asked(at).filter(pk=request.pk)
    if not due.update(asked_at=at, ask_at=None):
        return False
    telling.reader_whether_solved(request)
    return True
