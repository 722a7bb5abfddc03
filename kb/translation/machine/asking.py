"""Asking machines: for an article in the worker, for one sentence at once; and saying it is right.

What machines have written is a draft until somebody has read it.
"""

import logging
import time
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale

from kb.models import Family
from kb.translation.desk.places import Place
from kb.translation.machine import filling
from kb.translation.machine.models import Fill, JobOutcome
from kb.translation.segments import Origin, Segment, unread, write
from kb.translation.segments.publishing import has_news
from portal.actors import Actor
from portal.jobs.rows import LeaseLostError
from portal.jobs.tasks import wake
from portal.machine_translation.errors import (
    MachineError,
    OverCostError,
    TemporaryError,
    UnsupportedError,
)

logger = logging.getLogger(__name__)

JOB = "kb.fill_by_machine"
LEASE = timedelta(minutes=30)
BUDGET = 60.0
"""Seconds after which a run begins no further article."""


def ask(family: Family, locale: Locale, *, by: Actor) -> Fill:
    """Have an article translated in the worker; asked again meanwhile, it is the same.

    Whoever calls has asked whether the actor may; the worker asks again.
    """
    now = timezone.now()
    asked = {"asked_by": by.privileged, "asked_at": now, "due_at": now, "attempts": 0}
    with transaction.atomic():
        waiting = Fill.objects.unfinished().filter(family=family, locale=locale)
        row, is_new = waiting.get_or_create(
            defaults=asked | {"family": family, "locale": locale}, family=family, locale=locale
        )
        if not is_new and row.is_dead:
            Fill.objects.dead(now).filter(pk=row.pk).update(**asked, last_error="")
            row.refresh_from_db()
        wake(JOB)
    return row


def go_on(*, budget: float = BUDGET) -> int:
    """Translate what is due, one article after the other; returns how many were dealt with."""
    done, until = 0, time.monotonic() + budget
    while claimed := Fill.objects.claim(limit=1, lease=LEASE):
        done += _did(claimed[0])
        if time.monotonic() >= until:
            wake(JOB)
            break
    return done


def suggest(place: Place, segment: Segment, *, by: Actor) -> bool:
    """Have one sentence translated at once; whether there is a text now. Raises MachineError."""
    return bool(filling.translate_segments(place, [segment], by=by))


@transaction.atomic
def confirm(place: Place, *, by: Actor) -> int:
    """Say of all that machines have written here that it is right; returns how many sentences.

    Readers who have just these are no longer told that nobody has read them. Raises
    PermissionDenied for who may not change the text, and LookupError while there is nothing.
    """
    page = place.page
    if page is None or not by.may("help.translate_text", page):
        raise PermissionDenied
    place.lock()
    texts = {
        segment.key: segment.translation
        for segment in place.segments().values()
        if segment.origin is Origin.MACHINE and not segment.has_fault
    }
    if not texts:
        return 0
    is_read_by_all = page.live and not has_news(page)
    write(place.family, place.locale, texts, by=by, origin=Origin.TYPED)
    if is_read_by_all:
        unread.forget(page)
    return len(texts)


def _did(row: Fill) -> bool:
    """Whether it is done with: what may go well later is tried again."""
    try:
        outcome = filling.fill(row)
    except TemporaryError as error:
        row.fail(error)
        return False
    except MachineError as error:
        outcome = _outcome_of(error)
    except LeaseLostError:
        return False
    except Exception as error:
        logger.exception("%s failed", row._meta.label)
        row.fail(type(error).__name__)
        return False
    return _ended(row, outcome)


def _ended(row: Fill, outcome: JobOutcome) -> bool:
    try:
        with transaction.atomic():
            row.finish()
            Fill.objects.filter(pk=row.pk).update(outcome=outcome)
    except LeaseLostError:
        return False
    return True


def _outcome_of(error: MachineError) -> JobOutcome:
    kinds = ((OverCostError, JobOutcome.OVER_COST), (UnsupportedError, JobOutcome.UNSUPPORTED))
    return next((told for kind, told in kinds if isinstance(error, kind)), JobOutcome.REFUSED)
