"""The generation: bumped in the transaction of a change, reread at most once a second."""

import threading
import time
import uuid

from django.db import transaction
from django.db.models import F

from portal.caching.models import Generation

ONLY = 1
REREAD_AFTER = 1.0  # seconds
_clock = time.monotonic


class _Known:
    """What this process last read, and when."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.stamp = ""
        self.read_at = float("-inf")
        self.forgotten = 0


_known = _Known()


def bump_generation() -> None:
    """Make every cached public page stale, once the present transaction is committed."""
    changes = {"number": F("number") + 1, "stamp": uuid.uuid4()}
    if not Generation.objects.filter(pk=ONLY).update(**changes):
        Generation.objects.bulk_create([Generation(pk=ONLY)], ignore_conflicts=True)
        Generation.objects.filter(pk=ONLY).update(**changes)
    forget()
    transaction.on_commit(forget)


def current() -> str:
    """The stamp of the present generation, at most a second old."""
    now = _clock()
    if now - _known.read_at < REREAD_AFTER:
        return _known.stamp
    stamp = _read()
    with _known.lock:
        _known.stamp, _known.read_at = stamp, now
    return stamp


def seen() -> tuple[int, str]:
    """What is another once this process knows of a change, for what is kept beside the pages.

    It costs no query. A change made here is known at once; one made elsewhere when the next
    public page has the generation reread.
    """
    return _known.forgotten, _known.stamp


def forget() -> None:
    """Reread the generation at the next page, even if the second is not over."""
    with _known.lock:
        _known.read_at = float("-inf")
        _known.forgotten += 1


def _read() -> str:
    stamp = Generation.objects.filter(pk=ONLY).values_list("stamp", flat=True).first()
    return stamp.hex if stamp else "none"
