"""What somebody waits for has come: each is written to once, and then forgotten.

Those who wait are marked in the transaction of the cause; a job writes to them, each in one
transaction with the row's end. Whatever was taken back until then is not told: they wait on.
"""

import logging
from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from portal import actors
from portal.actors import Actor
from portal.jobs.tasks import wake
from portal.watches import letters, occasions
from portal.watches.models import Watch
from portal.watches.occasions import Occasion, Thing

logger = logging.getLogger(__name__)

JOB = "watches.tell"
_BATCH = 200


def call(occasion: str, about: str, *, locale: str = "", at: datetime | None = None) -> int:
    """Have all told who wait for this, or (with one) only in this language; returns how many.

    In the caller's transaction. Called again it changes nothing for those who were called.
    """
    waiting = Watch.objects.about(occasion, about).waiting().filter(called_at=None)
    if locale:
        waiting = waiting.filter(locale=locale)
    if called := waiting.update(called_at=at or timezone.now()):
        wake(JOB)
    return called


def call_one(watch: Watch, at: datetime) -> None:
    """Have one told for whom it has come already."""
    found = _look(watch)
    if found and found.has_come:
        watch.called_at = at
        watch.save(update_fields=["called_at"])
        wake(JOB)


def tell_called() -> int:
    """Write to those for whom it has come; returns to how many."""
    return sum(map(_tell, _in_batches_of_called()))


def look_again() -> int:
    """Call for what has come by a way that nobody told of; returns how many are called."""
    waiting = Watch.objects.waiting().filter(called_at=None).order_by()
    things = waiting.values_list("occasion", "about", "locale").distinct()
    return sum(_called_if_come(*thing) for thing in things)


def _called_if_come(occasion: str, about: str, locale: str) -> int:
    try:
        with transaction.atomic():
            found = _find(occasion, about, Actor(language=locale))
            return call(occasion, about, locale=locale) if found and found.has_come else 0
    except Exception:
        # One that cannot be looked at keeps none of the others back.
        logger.exception("Nobody knows whether it has come: %s %s", occasion, locale)
        return 0


def _in_batches_of_called() -> Iterator[int]:
    """Each once, whether or not it can be written to."""
    last = 0
    while batch := list(_called_after(last)):
        yield from batch
        last = batch[-1]


def _called_after(last: int) -> Iterator[int]:
    called = Watch.objects.called().filter(pk__gt=last).order_by("pk")
    return iter(called.values_list("pk", flat=True)[:_BATCH])


def _tell(pk: int) -> bool:
    try:
        with transaction.atomic():
            return _tell_locked(pk)
    except Exception:
        # One that cannot be written to keeps none of the others back.
        logger.exception("Nobody could be told of wish %s", pk)
        return False


def _tell_locked(pk: int) -> bool:
    called = Watch.objects.called().select_for_update(skip_locked=True, of=("self",))
    watch = called.filter(pk=pk).select_related("member").first()
    if watch is None:
        return False
    found = _look(watch)
    if found is None or not found.has_come:
        Watch.objects.filter(pk=pk).update(called_at=None)
        return False
    occasion = occasions.get(watch.occasion)
    if is_told := watch.member is None or watch.member.is_active:
        letters.told(watch, occasion, found)
    _forget(watch, occasion)
    return is_told


def _forget(watch: Watch, occasion: Occasion) -> None:
    """With what else they wait for of the same, where it comes to all languages at once."""
    theirs = Watch.objects.about(watch.occasion, watch.about).of_whom(watch)
    if occasion.in_each_language:
        theirs = theirs.filter(locale=watch.locale)
    theirs.delete()


def _look(watch: Watch) -> Thing | None:
    reader = Actor(language=watch.locale)
    if watch.member is not None and watch.member.is_active:
        reader = actors.on_behalf_of(watch.member, watch.locale)
    return _find(watch.occasion, watch.about, reader, watch.asked_at)


def _find(occasion: str, about: str, reader: Actor, since: datetime | None = None) -> Thing | None:
    """The thing; None as well for an occasion that nobody makes known any more."""
    try:
        return occasions.get(occasion).look(about, reader, since or timezone.now())
    except LookupError:
        return None
