"""What the page of a request shows: the request, all that was said, and what may be said now."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from portal import locales
from portal.handover import acts, attachments, links, solution
from portal.handover.models import Attachment, Confirmation, ContactRequest, Event
from portal.support.promises import answer_by

# What makes somebody wait for an answer again.
_WAITED_FROM = (Event.Kind.MESSAGE, Event.Kind.REOPENED)
_VIEWS = ("sent", "add", "yes", "not-yet", "rate")
_TYPED = ("add", "rate")


def said(asked: ContactRequest) -> dict[str, Any]:
    """The request, and the addresses of what its customer may do."""
    return {
        "asked": asked,
        "addresses": {name.replace("-", "_"): links.page(asked, name) for name in _VIEWS},
    }


def page(asked: ContactRequest) -> dict[str, Any]:
    """All of the page but its forms."""
    events = list(asked.events.order_by("at", "pk"))
    files = list(asked.attachments.order_by("pk"))
    promised = _promised(asked, events)
    return said(asked) | {
        "drafts": {name: links.draft(asked, name) for name in _TYPED},
        "expected": promised if promised and promised > timezone.now() else None,
        "solution": solution.page_for(asked, locales.in_force()),
        "is_late": bool(promised and promised <= timezone.now()),
        "first_files": _files(asked, [one for one in files if one.event_id is None]),
        "events": [(event, _files_of(asked, event, files)) for event in events],
        "takes_messages": acts.has_room(asked),
        "takes_files": attachments.has_room(asked),
        "is_asked": asked.answers > 0 and not asked.waits and not asked.is_confirmed,
        "may_reopen": asked.is_confirmed and acts.may_reopen(asked),
        "may_rate": asked.outcome != Confirmation.UNKNOWN and not (asked.rating or asked.word),
        "has_rated": bool(asked.rating or asked.word),
    }


def _promised(asked: ContactRequest, events: list[Event]) -> datetime | None:
    """By when whoever waits is answered: the promise of the day on which they last wrote."""
    if not asked.waits:
        return None
    if not asked.answers:
        return asked.promised_by
    since = next(event.at for event in reversed(events) if event.kind in _WAITED_FROM)
    return answer_by(since, asked.market, asked.locale)


def _files_of(
    asked: ContactRequest, event: Event, files: list[Attachment]
) -> list[tuple[Attachment, str]]:
    return _files(asked, [one for one in files if one.event_id == event.pk])


def _files(asked: ContactRequest, files: list[Attachment]) -> list[tuple[Attachment, str]]:
    """Each file with its address."""
    return [(one, links.page(asked, "file", one.pk)) for one in files]
