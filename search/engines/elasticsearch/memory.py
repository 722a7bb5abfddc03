"""What was asked a moment ago is remembered: the next page of results asks it again."""

import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from threading import Lock
from typing import Any

from search.engines.base import Request
from search.engines.elasticsearch.lexicon import ElasticsearchLexicon

_KEPT = 2_000
_KEPT_FOR = 15.0


class Memory:
    """Lexicons of the last seconds, by what they depend on. Safe to share between threads."""

    def __init__(self) -> None:
        self._known: OrderedDict[Any, tuple[float, ElasticsearchLexicon]] = OrderedDict()
        self._lock = Lock()

    def clear(self) -> None:
        """Forget all: the index has changed."""
        with self._lock:
            self._known.clear()

    def of(
        self,
        requests: Sequence[Request],
        ask: Callable[[Sequence[Request]], Sequence[ElasticsearchLexicon]],
    ) -> list[ElasticsearchLexicon]:
        """The lexicon of each request; only those that are not known are asked for."""
        now = time.monotonic()
        keys = [_asked(one) for one in requests]
        with self._lock:
            known = {
                key: self._known[key][1]
                for key in keys
                if key in self._known and self._known[key][0] > now
            }
        unknown = [place for place, key in enumerate(keys) if key not in known]
        for place, lexicon in zip(unknown, ask([requests[one] for one in unknown]), strict=True):
            known[keys[place]] = lexicon
            with self._lock:
                self._known[keys[place]] = (now + _KEPT_FOR, lexicon)
                while len(self._known) > _KEPT:
                    self._known.popitem(last=False)
        return [known[key] for key in keys]


def _asked(request: Request) -> tuple[Any, ...]:
    """What the answer depends on: not which page of it, nor in which order, nor what is near."""
    narrowed = (
        request.audience, request.kinds, request.topics, request.products, request.markets,
        request.readers, request.without, request.only,
    )  # fmt: skip
    return (request.query, *(tuple(sorted(some)) for some in narrowed))
