"""From the log to the index.

Whoever holds the right to write a copy brings it up to date: it reads from the log what changed
since the copy's cursor, asks the sources what is eligible now, writes, and only then moves the
cursor. Whatever is killed on the way is done again, and doing it again changes nothing.
"""

import logging
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from itertools import batched

from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from portal import batches, clock
from search.documents import sources
from search.documents.entries import entries
from search.engines.base import BusyError, Engine, EngineError, Writer
from search.index import log
from search.index.holdings import note_strangers
from search.index.models import Change, EngineCopy, FailedChange
from search.semantic import lacking
from search.semantic.vectors import with_vectors

logger = logging.getLogger(__name__)

KEYS_AT_ONCE = 100
PARTS_AT_ONCE = 100
ROWS_AT_ONCE = 5_000
KEEP_LOG = timedelta(days=3)
FORGET_COPY = timedelta(days=14)

Progress = Callable[[int, int], None]
Part = tuple[str, Sequence[str]]
"""Some keys of a source, by its name."""


def catch_up(engine: Engine, *, wait: float = 0.0, at: datetime | None = None) -> int:
    """Bring an engine's copy up to date if nobody else is at it; returns how many keys it did."""
    log.number_rows()
    if not _has_work(engine, at or timezone.now()):
        return 0
    try:
        with engine.writing(wait) as writer:
            return _write(engine, writer, at or timezone.now())
    except BusyError:
        return 0


def catch_up_or_wait(engine: Engine, *, timeout: float = 60.0) -> bool:
    """Return once all that is committed now is in the copy: by own hand, or by who writes it."""
    target = log.number_rows()
    until = time.monotonic() + timeout
    while True:
        catch_up(engine)
        if position(engine) >= target:
            return True
        if time.monotonic() >= until:
            return False
        time.sleep(0.1)


def position(engine: Engine) -> int:
    """How far a copy is; -1 for one that has yet to be filled."""
    row = EngineCopy.objects.filter(name=engine.copy()).first()
    return row.position if row and row.is_filled else -1


def begin(name: str, at: datetime) -> EngineCopy:
    """A copy that has yet to be filled; the log is followed from here on."""
    start = log.number_rows()
    return EngineCopy.objects.create(name=name, position=start, is_filled=False, seen_at=at)


def fill(writer: Writer, copy: EngineCopy, progress: Progress | None = None) -> int:
    """Write everything that is eligible now; returns how many keys."""
    total = sum(1 for source in sources.registered() for _ in source.keys())  # noqa: SIM118
    done = 0

    def tell(keys: int) -> None:
        nonlocal done
        done += keys
        if progress:
            progress(done, max(total, done))

    parts = (
        (source.name, keys)
        for source in sources.registered()
        for keys in batched(source.keys(), KEYS_AT_ONCE)
    )
    for some in batched(parts, PARTS_AT_ONCE):
        _apply_carefully(writer, copy, some, copy.seen_at, tell)
    writer.settle()
    return done


def follow(writer: Writer, copy: EngineCopy, at: datetime, *, until: int | None = None) -> int:
    """Write what the log says since the copy's cursor, and move the cursor."""
    done = 0
    while rows := list(
        Change.objects.filter(number__gt=copy.position)
        .order_by("number")
        .only("number", "source", "key")[:ROWS_AT_ONCE]
    ):
        by_source: dict[str, dict[str, None]] = defaultdict(dict)
        for row in rows:
            by_source[row.source][row.key] = None
        parts = [
            (name, some)
            for name, keys in by_source.items()
            for some in batched(keys, KEYS_AT_ONCE)
        ]
        _apply_carefully(writer, copy, parts, at)
        writer.settle()
        move_cursor(copy, rows[-1].number or copy.position, at)
        done += sum(len(keys) for keys in by_source.values())
    return done


def move_cursor(copy: EngineCopy, number: int, at: datetime) -> None:
    """Say that everything up to this number is in the copy."""
    copy.position, copy.seen_at = number, at
    copy.attempts, copy.due_at, copy.last_error = 0, None, ""
    copy.save()


def prune(at: datetime | None = None) -> int:
    """Forget copies nobody has seen for long, and rows that every copy has passed and are old."""
    at = at or timezone.now()
    EngineCopy.objects.filter(clock.is_over("seen_at", at, FORGET_COPY)).delete()
    passed = EngineCopy.objects.aggregate(least=Min("position"))["least"]
    if passed is None:
        return 0
    old = Change.objects.filter(clock.is_over("at", at, KEEP_LOG), number__lte=passed)
    return batches.delete(old)


def _has_work(engine: Engine, at: datetime) -> bool:
    copy = EngineCopy.objects.filter(name=engine.copy()).first()
    if copy is None:
        return True
    if not copy.is_due(at):
        return False
    _touch(copy, at)
    return (
        not copy.is_filled
        or Change.objects.filter(number__gt=copy.position).exists()
        or copy.failures.due(at).exists()
    )


def _touch(copy: EngineCopy, at: datetime) -> None:
    seen = clock.past(copy.seen_at, at)
    if seen is None or at - seen > timedelta(hours=6):
        EngineCopy.objects.filter(pk=copy.pk).update(seen_at=at)


def _write(engine: Engine, writer: Writer, at: datetime) -> int:
    done = 0
    copy = EngineCopy.objects.filter(name=engine.copy()).first()
    if copy is None:
        copy = begin(engine.copy(), at)
    with _backing_off(copy, at):
        if not copy.is_filled:
            # Perhaps for the second time: what was written at the first and has gone since is
            # in the log after the position.
            done += fill(writer, copy)
            note_strangers(engine)
            copy.is_filled = True
            copy.save(update_fields=["is_filled"])
        done += _retry(writer, copy, at)
        done += follow(writer, copy, at)
        writer.settle()
    return done


@contextmanager
def _backing_off(copy: EngineCopy, at: datetime) -> Iterator[None]:
    """If the engine itself fails, leave the cursor where it is and try later."""
    try:
        yield
    except (EngineError, OSError) as error:
        logger.exception("The copy %s cannot be written", copy)
        copy.put_off(error, at)


def _retry(writer: Writer, copy: EngineCopy, at: datetime) -> int:
    due = list(copy.failures.due(at).order_by("due_at")[:KEYS_AT_ONCE])
    for failure in due:
        try:
            _apply(writer, failure.source, [failure.key])
            writer.flush()
        except (EngineError, OSError):
            raise
        except Exception as error:  # noqa: BLE001 - whatever a source's own code raises
            _note_failure(copy, failure.source, failure.key, error, at)
        else:
            failure.delete()
    return len(due)


def _apply_carefully(
    writer: Writer,
    copy: EngineCopy,
    parts: Sequence[Part],
    at: datetime,
    tell: Callable[[int], None] = lambda keys: None,
) -> None:
    """Write parts together; if anything fails in a source or a text, each, then key by key.

    So it is known which key is to blame, and noted; all others are written.
    """
    try:
        for name, keys in parts:
            _apply(writer, name, keys)
            tell(len(keys))
        writer.flush()
    except (EngineError, OSError):
        raise
    except Exception as error:  # noqa: BLE001 - whatever a source's own code raises
        with suppress(ValueError):
            writer.flush()  # What was begun is begun anew: its faults are not the next one's.
        smaller = (
            parts if len(parts) > 1 else [(name, [key]) for name, keys in parts for key in keys]
        )
        if len(smaller) == 1:
            _note_failure(copy, name, keys[0], error, at)
            return
        for one in smaller:
            _apply_carefully(writer, copy, [one], at)


def _apply(writer: Writer, name: str, keys: Sequence[str]) -> None:
    source = sources.get(name)
    wanted = set(keys)
    found = [one for one in source.documents(keys) if one.key in wanted] if source else []
    written = with_vectors(entries(found))
    lacking.note(name, keys, written)
    writer.apply(written, [f"{name}:{key}" for key in keys])


def _note_failure(copy: EngineCopy, source: str, key: str, error: Exception, at: datetime) -> None:
    logger.error("%s:%s cannot be indexed", source, key, exc_info=error)
    with transaction.atomic():
        failure, _created = FailedChange.objects.get_or_create(copy=copy, source=source, key=key)
        failure.put_off(error, at)
