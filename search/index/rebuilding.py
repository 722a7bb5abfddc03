"""Building a copy anew beside the one in use, and comparing a copy with what it should hold."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import batched

from django.utils import timezone

from search.documents import sources
from search.documents.entries import entries
from search.engines.base import BusyError, Engine
from search.index import catching_up, changes, log
from search.index.catching_up import KEYS_AT_ONCE, Progress
from search.index.holdings import references
from search.index.models import EngineCopy
from search.semantic import lacking
from search.semantic.vectors import with_vectors

WAIT_FOR_WRITER = 60.0


def rebuild(engine: Engine, progress: Progress | None = None, at: datetime | None = None) -> int:
    """Fill a new copy and put it in place of the old one; no change meanwhile is lost.

    While it is filled, changes go on to the old copy and stay in the log, since the new copy's
    cursor stands where it was begun. Only for the last few of them is writing stopped, so that
    the swap happens at a moment at which both copies are the same.
    """
    at = at or timezone.now()
    with engine.rebuilding() as new:
        copy = EngineCopy.objects.create(name=new.copy, position=log.number_rows(), seen_at=at)
        try:
            done = catching_up.fill(new, copy, progress)
            log.number_rows()
            catching_up.follow(new, copy, at)
            with engine.writing(WAIT_FOR_WRITER):
                old = engine.copy()
                log.number_rows()
                catching_up.follow(new, copy, at)
                new.swap()
        except BaseException:
            new.discard()
            copy.delete()
            raise
        EngineCopy.objects.filter(name=old).exclude(pk=copy.pk).delete()
    return done


def renew(engine: Engine) -> int:
    """Build a copy anew that has a former form; it is searched until the new one is whole."""
    if not engine.copy() or engine.is_of_today():
        return 0
    try:
        return rebuild(engine)
    except BusyError:
        return 0


@dataclass(frozen=True, slots=True)
class Drift:
    """What a reconciliation found: references that lacked, were too many, or were not the same."""

    missing: tuple[str, ...] = ()
    needless: tuple[str, ...] = ()
    different: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.missing) + len(self.needless) + len(self.different)

    def __iter__(self) -> Iterator[str]:
        yield from (*self.missing, *self.needless, *self.different)


def reconcile(engine: Engine, progress: Progress | None = None, *, repair: bool = True) -> Drift:
    """Compare the copy with the sources by checksums, and have what differs written again.

    A difference may be a change that is only on its way; writing it once more does no harm.
    """
    catching_up.catch_up_or_wait(engine)
    held = references(engine.checksums())
    missing: list[str] = []
    different: list[str] = []
    for reference, expected in _expected(progress):
        found = held.pop(reference, {})
        if not found and expected:
            missing.append(reference)
        elif found != expected:
            different.append(reference)
    difference = Drift(tuple(missing), tuple(held), tuple(different))
    if repair and difference:
        for reference in difference:
            source, key = reference.split(":", 1)
            changes.record_change(source, key)
        catching_up.catch_up_or_wait(engine)
    return difference


def _expected(progress: Progress | None) -> Iterator[tuple[str, dict[str, str]]]:
    done = 0
    for source in sources.registered():
        for keys in batched(source.keys(), KEYS_AT_ONCE):
            expected: dict[str, dict[str, str]] = {f"{source.name}:{key}": {} for key in keys}
            held = with_vectors(entries(source.documents(keys)))
            lacking.note(source.name, keys, held)
            for entry in held:
                document = entry.document
                expected.setdefault(document.reference, {})[document.uid] = entry.checksum
            yield from expected.items()
            done += len(keys)
            if progress:
                progress(done, done)


def counter(write: Callable[[str], object], what: str) -> Progress:
    """Progress as lines: every 500 and the last."""

    def show(done: int, total: int) -> None:
        if done % 500 < KEYS_AT_ONCE or done == total:
            write(f"{what}: {done}/{total}")

    return show
