"""Writing steps down. A step is in the transaction of its cause, in a savepoint of its own."""

import logging
import secrets
from datetime import date, datetime, timedelta
from typing import Any, Unpack
from uuid import UUID

from django.db import DatabaseError, transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from portal import locales
from portal.journal import StepDetails, days, readers
from portal.journal.models import DailyTotal, DaySalt, Step, StepKind, Visit
from portal.text.cleaning import clean_text
from portal.text.masking import mask_personal_data

logger = logging.getLogger(__name__)

RELOAD = timedelta(minutes=30)
"""Reading, searching or opening the same again within this time is a reload, and counts once."""
_RELOADABLE = frozenset(
    {StepKind.READ, StepKind.READ_THREAD, StepKind.SEARCH, StepKind.SUGGESTION_OPENED}
)
_LONGEST_RANK = 32_767


def is_counted(request: HttpRequest) -> bool:
    """Whether a step of this request may be counted at all, be it in totals only."""
    return not (
        readers.is_prefetch(request) or readers.is_robot(request) or readers.is_staff(request)
    )


def record(request: HttpRequest, kind: str, **details: Unpack[StepDetails]) -> None:
    """Write down one step; see `portal.journal.record`."""
    try:
        with transaction.atomic():
            if is_counted(request):
                _record(request, StepKind(kind), details)
    except DatabaseError:
        logger.exception("A step was not counted: %s", kind)


def visit_of(request: HttpRequest, at: datetime | None = None) -> Visit | None:
    """The visit this request belongs to; none for readers who are not followed."""
    if readers.wants_privacy(request) or not is_counted(request):
        return None
    day = days.day_of(at)
    return _visit(request, day, salt_of(day))


def _record(request: HttpRequest, kind: StepKind, details: StepDetails) -> None:
    at = details.get("at") or timezone.now()
    day = days.day_of(at)
    locale = details.get("reader_locale") or locales.resolve(get_language() or "") or ""
    if readers.wants_privacy(request):
        _add_to_total(day, kind, locale)
        return
    salt = salt_of(day)
    visit = _visit(request, day, salt)
    fields = _fields(details)
    subject = readers.hashed(salt, _subject(kind, fields), 16)
    if kind in _RELOADABLE and _is_reload(visit, kind, subject, at):
        return
    Step.objects.create(
        visit=visit, day=day, at=at, kind=kind, reader_locale=locale, subject=subject, **fields
    )


def _fields(details: StepDetails) -> dict[str, Any]:
    rank = details.get("rank")
    return {
        "text_locale": details.get("text_locale", "")[:12],
        "family": clean_text(details.get("family", ""))[:255],
        "item_kind": details.get("item_kind", "")[:20],
        "product": clean_text(details.get("product", ""))[:100],
        "market": details.get("market", "")[:20],
        "is_fallback": details.get("is_fallback", False),
        "is_outdated": details.get("is_outdated", False),
        "query": mask_personal_data(clean_text(details.get("query", "")[:1000]))[:200],
        "weak": details.get("weak"),
        "rank": min(max(rank, 0), _LONGEST_RANK) if rank is not None else None,
        "contact_start": _uuid(details.get("contact_start")),
    }


def _subject(kind: StepKind, fields: dict[str, Any]) -> str:
    if kind == StepKind.SEARCH:
        return " ".join(fields["query"].casefold().split())
    return f"{fields['item_kind']}:{fields['family']}"


def _uuid(value: UUID | str | None) -> UUID | None:
    return UUID(value) if isinstance(value, str) and value else value or None


def _is_reload(visit: Visit, kind: StepKind, subject: str, at: datetime) -> bool:
    earlier = visit.steps.filter(kind=kind, subject=subject, at__gt=at - RELOAD, at__lte=at)
    return earlier.exists()


def salt_of(day: date) -> str:
    """The day's salt, drawn by whoever comes first."""
    salt, _created = DaySalt.objects.get_or_create(
        day=day, defaults={"salt": secrets.token_hex(32)}
    )
    return salt.salt


def _visit(request: HttpRequest, day: date, salt: str) -> Visit:
    visit, _created = Visit.objects.get_or_create(day=day, key=readers.visit_key(request, salt))
    return visit


def _add_to_total(day: date, kind: StepKind, locale: str) -> None:
    total, _created = DailyTotal.objects.get_or_create(day=day, kind=kind, locale=locale)
    DailyTotal.objects.filter(pk=total.pk).update(count=F("count") + 1)
