"""Writing steps down. A step is in the transaction of its cause, in a savepoint of its own.

Outside of a transaction each statement stands for itself, so a step costs two of them and no more:
nothing is lost by a visit without a step.
"""

import logging
import secrets
from contextlib import AbstractContextManager, nullcontext
from datetime import date, datetime, timedelta
from threading import Timer
from typing import Any, Unpack
from uuid import UUID

from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.utils import timezone

from portal.actors import Actor, Uncounted
from portal.journal import StepDetails, days, quiet, readers, statements, subjects
from portal.journal.locks import impatient
from portal.journal.models import OF_FIXES, BeyondShare, DailyTotal, DaySalt, Step, StepKind, Visit
from portal.journal.shares import ROWS
from portal.limits import TooMany, counters
from portal.text.cleaning import clean_text
from portal.text.masking import mask_personal_data

logger = logging.getLogger(__name__)

RELOAD = timedelta(minutes=30)
"""Reading, searching or opening the same again within this time is a reload, and counts once.

Another one of the kind in between makes it a second look.
"""
_RELOADABLE = frozenset(
    {
        *(StepKind.READ, StepKind.READ_THREAD, StepKind.SEARCH, StepKind.SUGGESTION_OPENED),
        StepKind.WAY_TAKEN,
        *OF_FIXES,
    }
)
_LONGEST_RANK = 32_767
_REMEMBER_SALT = 600.0
# A day long, as the key of a network is another one on the next.
_ROOM = ((ROWS, "1d"),)
# What this process has read; a timer forgets it, so that no salt outlives its row by more.
_salts: dict[date, str] = {}


def record(actor: Actor, kind: str, **details: Unpack[StepDetails]) -> bool:
    """Write down one step; see `portal.journal.record`."""
    if actor.uncounted not in {None, Uncounted.PRIVACY}:
        return True
    try:
        with impatient(), _apart():
            _record(actor, StepKind(kind), details)
    except DatabaseError:
        logger.exception("A step was not counted: %s", kind)
        return False
    return True


def visit_of(actor: Actor, kind: str, at: datetime | None = None) -> Visit | None:
    """The visit to which a step of this kind belongs.

    None for readers who are not followed, and when the rows of their network are full.
    """
    if actor.uncounted:
        return None
    day = days.day_of(at)
    key, network = _keys(actor, day)
    visit = statements.begin_visit(day, key, network, kind)
    return None if visit is None else Visit(pk=visit, day=day, key=key, network=network)


def has_room(actor: Actor, kind: str, at: datetime | None = None) -> bool:
    """Take the room of one row that goes with a step of this kind; whether there was any.

    It is counted for a network and a day, whoever acts, and beside the rows: they need not tell
    the network.
    """
    network = readers.network_key(actor, salt_of(days.day_of(at)))
    try:
        if network:
            counters.spend(f"room {kind}", network, _ROOM, at=at)
    except TooMany:
        return False
    return True


def network_of(actor: Actor, at: datetime | None = None) -> str:
    """The key of somebody's network on that day; none where no bound holds for it."""
    return "" if actor.uncounted else readers.network_key(actor, salt_of(days.day_of(at)))


def _keys(actor: Actor, day: date) -> tuple[str, str]:
    salt = salt_of(day)
    return readers.visit_key(actor, salt), readers.network_key(actor, salt)


def _record(actor: Actor, kind: StepKind, details: StepDetails) -> None:
    at = details.get("at") or timezone.now()
    day = days.day_of(at)
    locale = details.get("reader_locale") or actor.language
    key, network = _keys(actor, day)
    fields = _fields(details, actor.market)
    subject = subjects.subject_of(salt_of(day), kind, fields, locale)
    if actor.uncounted is Uncounted.PRIVACY:
        if not quiet.is_repeated(key, kind, subject, at, RELOAD):
            _add(DailyTotal, day=day, kind=kind, locale=locale)
        return
    visit = statements.begin_visit(day, key, network, kind)
    if visit is None:
        _add(BeyondShare, day=day, network=network, kind=kind, locale=locale)
        return
    step = Step(day=day, at=at, kind=kind, reader_locale=locale, subject=subject, **fields)
    if details.get("replaces"):
        _take_back(step, visit)
    if kind in _RELOADABLE:
        statements.write_unless_repeated(step, visit, RELOAD)
    else:
        statements.write(step, visit)


def _take_back(step: Step, visit: int) -> None:
    """A vote that is changed within its visit is one vote: what was said first goes."""
    said = Step.objects.filter(visit=visit, kind=step.kind, family=step.family)
    first = said.filter(helpful=not step.helpful).order_by("-at", "-pk").first()
    if first is not None:
        first.delete()


def _fields(details: StepDetails, market: str) -> dict[str, Any]:
    rank = details.get("rank")
    return {
        "text_locale": details.get("text_locale", "")[:12],
        "family": clean_text(details.get("family", ""))[:255],
        "item_kind": details.get("item_kind", "")[:20],
        "part": clean_text(details.get("part", ""))[:36],
        "product": clean_text(details.get("product", ""))[:100],
        "market": (details.get("market") or market)[:20],
        "is_fallback": details.get("is_fallback", False),
        "is_outdated": details.get("is_outdated", False),
        "query": mask_personal_data(clean_text(details.get("query", "")[:1000]))[:200],
        "weak": details.get("weak"),
        "helpful": details.get("helpful"),
        "rank": min(max(rank, 0), _LONGEST_RANK) if rank is not None else None,
        "attempt": _uuid(details.get("attempt")),
    }


def _uuid(value: UUID | str | None) -> UUID | None:
    return UUID(value) if isinstance(value, str) and value else value or None


def salt_of(day: date) -> str:
    """The day's salt, drawn by whoever comes first."""
    if day in _salts:
        return _salts[day]
    found, _created = DaySalt.objects.get_or_create(
        day=day, defaults={"salt": secrets.token_hex(32)}
    )
    # A row that was drawn in a transaction may yet be undone.
    if not connection.in_atomic_block:
        _salts[day] = found.salt
        forget = Timer(_REMEMBER_SALT, _salts.pop, [day, None])
        forget.daemon = True
        forget.start()
    return found.salt


def _apart() -> AbstractContextManager[None]:
    """What fails in it undoes nothing around it."""
    return transaction.atomic() if connection.in_atomic_block else nullcontext()


def _add(model: type[DailyTotal | BeyondShare], **about: Any) -> None:
    total = model._default_manager.filter(**about)
    if not total.update(count=F("count") + 1):
        model._default_manager.get_or_create(**about)
        total.update(count=F("count") + 1)
