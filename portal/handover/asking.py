"""Asking a customer whether it is solved: once, some hours after an answer was told of."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from portal.handover import telling
from portal.handover.models import ContactRequest

_SOME = 100


def ask(at: datetime | None = None) -> int:
    """Mail all who are to be asked now; returns how many.

    Each mail is queued in the transaction that notes it: nobody is asked twice, nor forgotten.
    """
    at = at or timezone.now()
    asked = 0
    while due := list(ContactRequest.objects.to_be_asked(at).order_by("pk")[:_SOME]):
        asked += sum(_ask(one, at) for one in due)
    return asked


@transaction.atomic
def _ask(request: ContactRequest, at: datetime) -> bool:
    due = ContactRequest.objects.to_be_asked(at).filter(pk=request.pk)
    if not due.update(asked_at=at, ask_at=None):
        return False
    telling.reader_whether_solved(request)
    return True
