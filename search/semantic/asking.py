"""The meaning of a query: soon, or not at all, and then words alone decide.

Nobody waits for longer than a moment. A vector that comes too late is kept for the next who asks
the same; but a reader who was answered by words is answered by words for a while, so that further
pages, and the same query again, go on as they began. The worker, for which nobody waits, waits
itself, and decides nothing for readers.
"""

import hashlib
import logging
import threading
from collections.abc import Hashable
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from django.core.cache import cache

from portal.bounded import Bounded
from portal.rereading import Reread
from search.documents.entries import Vector
from search.engines.breaker import Breaker
from search.queries import Query
from search.ranking import LINE
from search.semantic import common_direction
from search.semantic.embedder import Embedder, EmbedderError, embedder
from search.semantic.models import SpaceInUse

logger = logging.getLogger(__name__)

READING = 0.15
"""So many seconds a reader of a page waits at most."""
TYPING = 0.015
"""So many seconds who is typing waits at most, at each key."""
WORKING = 3.0
"""So many seconds the worker waits at most: until it is known whether the embedder answers."""
STAYS = 600
"""So many seconds a query that was answered by words stays answered by words."""
# When an answer that nobody waits for any more counts as none.
_PATIENCE = 2.0
_AT_ONCE = 8
_KEPT = 2_000
# A space that is measured is read again now and then: its measure changes with the texts.
_LOOK_AGAIN = 10.0
_READ_AGAIN = 600.0
# A search is no essay; the rest would only be waited for.
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Meaning:
    """A query's vector, and how near to it a text must be to be called an answer."""

    vector: Vector
    least: float


def _space(name: str) -> Reread[SpaceInUse | None]:
    """What the worker found out about a space; None as long as that is nothing."""

    def read(_last: SpaceInUse | None) -> SpaceInUse | None:
        return SpaceInUse.objects.filter(pk=1, name=name).first()

    def after(row: SpaceInUse | None) -> float:
        return _LOOK_AGAIN if row is None or row.apart is None else _READ_AGAIN

    return Reread(read, None, after)


class Asking:
    """Asks one embedder, and not while it does not answer."""

    def __init__(self, chosen: Embedder) -> None:
        self._chosen = chosen
        self._breaker = Breaker("embedder", self._is_well)
        self._space = _space(chosen.space)
        self._known: Bounded[str, Vector] = Bounded(_KEPT)
        self._asked: dict[str, threading.Thread] = {}
        self._lock = threading.Lock()

    def meaning_of(self, text: str, wait: float = READING) -> Meaning | None:
        """The meaning of a query; None when it cannot be told within so many seconds."""
        text = text.lower()[:_LONGEST]
        space = self._space.value()
        if space is None:
            return None
        is_read = wait not in (TYPING, WORKING)
        if is_read and cache.get(self._name(text)):
            return None
        vector = self._told(text, bytes(space.usual), wait)
        if vector is None and is_read:
            cache.set(self._name(text), True, STAYS)
        apart = LINE.apart if space.apart is None else space.apart
        return Meaning(vector, apart - LINE.below) if vector else None

    def _told(self, text: str, common: bytes, wait: float) -> Vector | None:
        with self._lock:
            if (known := self._known.get(text)) is not None:
                return known
            if (thread := self._asked.get(text)) is None:
                if len(self._asked) >= _AT_ONCE or not self._breaker.is_closed():
                    return None
                thread = threading.Thread(
                    target=self._ask, args=(text, common), name="asking", daemon=True
                )
                self._asked[text] = thread
                thread.start()
        thread.join(wait)
        return self._known.get(text)

    def _ask(self, text: str, common: bytes) -> None:
        """Ask, in a thread that may be left behind: what it learns is there for the next."""
        try:
            vector = common_direction.without(self._chosen.query(text, _PATIENCE), common)
        except EmbedderError as error:
            self._breaker.failed(error)
        else:
            self._known.keep(text, vector)
        finally:
            with self._lock:
                del self._asked[text]

    def _name(self, text: str) -> str:
        digest = hashlib.blake2b(text.encode(errors="replace"), digest_size=16).hexdigest()
        return f"search-by-words:{digest}"

    def _is_well(self) -> bool:
        try:
            self._chosen.query("well?", _PATIENCE)
        except EmbedderError:
            return False
        return True


@lru_cache(maxsize=4)
def _asking(chosen: Hashable) -> Asking:
    return Asking(cast("Embedder", chosen))


def forget() -> None:
    """Read anew what the worker found out."""
    _asking.cache_clear()


def meaning_of(query: Query, wait: float = READING) -> Meaning | None:
    """The meaning of a query; None when nothing embeds here, or it does not answer in time.

    A quoted phrase or a code is meant as it stands: it has none.
    """
    chosen = embedder()
    if chosen is None or query.is_empty or query.phrases:
        return None
    if all(term.is_code for term in query.terms):
        return None
    return _asking(cast("Hashable", chosen)).meaning_of(query.text, wait)
