"""The meaning of a query: within a budget of time, or none, and then words alone decide."""

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from search.engines.base import EngineError
from search.engines.breaker import Breaker
from search.engines.budget import within
from search.entries import Vector
from search.queries import Query
from search.semantic import elsewhere, usual
from search.semantic.embedder import Embedder, EmbedderError, embedder
from search.semantic.models import SpaceInUse

logger = logging.getLogger(__name__)

# What a reader waits at most.
BUDGET = 0.4
_KEPT = 2_000
_LOOK_AGAIN = 10.0
# A search is no essay; the rest would only be waited for.
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Meaning:
    """A query's vector, and how near it is to the nearest topics of all the world."""

    vector: Vector
    nearest_topic: float
    nearest_topics: float


class _Space:
    """What the worker found out about a space, read once it is there."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._row: SpaceInUse | None = None
        self._look_at = 0.0

    def get(self) -> SpaceInUse | None:
        """The row; None as long as there is none."""
        now = time.monotonic()
        if self._row is None and now >= self._look_at:
            self._look_at = now + _LOOK_AGAIN
            self._row = SpaceInUse.objects.filter(pk=1, name=self._name).first()
        return self._row


class Asking:
    """Asks one embedder, and not while it does not answer."""

    def __init__(self, chosen: Embedder, budget: float = BUDGET) -> None:
        self._chosen = chosen
        self._budget = budget
        self._breaker = Breaker("embedder", self._is_well)
        self._space = _Space(chosen.space)
        self._known: OrderedDict[str, Meaning] = OrderedDict()
        self._lock = threading.Lock()

    def meaning_of(self, text: str) -> Meaning | None:
        """The meaning of a query; None when it cannot be told now."""
        text = text.lower()[:_LONGEST]
        with self._lock:
            if text in self._known:
                self._known.move_to_end(text)
                return self._known[text]
        space = self._space.get()
        if space is None or not self._breaker.is_closed():
            return None
        try:
            vector = usual.without(self._ask(text), bytes(space.usual))
        except (EmbedderError, EngineError) as error:
            self._breaker.failed(error)
            return None
        meaning = Meaning(vector, *elsewhere.nearness(vector, bytes(space.elsewhere)))
        with self._lock:
            self._known[text] = meaning
            while len(self._known) > _KEPT:
                self._known.popitem(last=False)
        return meaning

    def _ask(self, text: str) -> Vector:
        def work(left: Callable[[], float]) -> Vector:
            return self._chosen.query(text, left())

        return within(self._budget, work)

    def _is_well(self) -> bool:
        try:
            self._ask("well?")
        except (EmbedderError, EngineError):
            return False
        return True


@lru_cache(maxsize=4)
def _asking(chosen: Hashable) -> Asking:
    return Asking(cast("Embedder", chosen))


def meaning_of(query: Query) -> Meaning | None:
    """The meaning of a query; None when nothing embeds here, or it does not answer in time.

    A quoted phrase or a code is meant as it stands: it has none.
    """
    chosen = embedder()
    if chosen is None or query.is_empty or query.phrases:
        return None
    if all(term.is_code for term in query.terms):
        return None
    return _asking(cast("Hashable", chosen)).meaning_of(query.text)
