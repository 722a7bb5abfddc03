"""The engines, and which one is in charge here.

base                        what an engine does, whichever it is
lexicon, expansion          what is known of words, and in which ways a query's are taken
indexed_form, coverage      what is kept of a text, and how much of a query it contains
answering, correcting, neighbours, on_demand
                            an answer: the same judgement whatever found it
breaker, budget             no reader waits for a server that does not answer
tantivy, elasticsearch      the two
"""

import logging
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import cast

from django.conf import settings

from search.engines.base import Engine, EngineError, RefusedError
from search.engines.breaker import Breaker

logger = logging.getLogger(__name__)

NAMES = ("embedded", "elasticsearch")
_alone: ContextVar[Engine | None] = ContextVar("search_engine_alone", default=None)


def engine_of_this_host() -> Engine:
    """The embedded engine on this host's own files: the default, and always the stand-in."""
    from search.engines.tantivy.engine import embedded

    return embedded(Path(settings.EMBEDDED_INDEX_DIR))


def shared_engine() -> Engine | None:
    """Elasticsearch, where the settings name one: the same for all hosts."""
    if not settings.ELASTICSEARCH["url"]:
        return None
    from search.engines.elasticsearch.engine import elasticsearch

    return elasticsearch()


def engine() -> Engine:
    """The engine that is meant to answer searches."""
    return _alone.get() or shared_engine() or engine_of_this_host()


@contextmanager
def only(name: str | None) -> Iterator[str]:
    """Have one engine answer, in this thread, and no stand-in; yields its name.

    Without a name, the one in charge. Raises EngineError when the settings name no such engine.
    """
    shared = shared_engine()
    chosen = engine_of_this_host() if name == NAMES[0] else shared if name else engine()
    if chosen is None:
        raise EngineError("ELASTICSEARCH_URL is not set.")
    token = _alone.set(chosen)
    try:
        yield chosen.name
    finally:
        _alone.reset(token)


def answered[T](ask: Callable[[Engine], T]) -> tuple[T, bool]:
    """What the engine in charge answers; or, degraded, what the stand-in does.

    Raises EngineError when the stand-in fails, too.
    """
    shared = shared_engine()
    alone = _alone.get()
    if alone or shared is None:
        return ask(alone or engine_of_this_host()), False
    breaker = _breaker(shared)
    if breaker.is_closed():
        try:
            return ask(shared), False
        except RefusedError:
            # Only this request is at fault: nobody else has to make do with the stand-in.
            logger.exception("The engine %s refused a request", shared.name)
        except EngineError as error:
            breaker.failed(error)
    return ask(engine_of_this_host()), True


@lru_cache(maxsize=4)
def _breaker_of(shared: Hashable) -> Breaker:
    return Breaker("engine", cast("Engine", shared).is_well)


def _breaker(shared: Engine) -> Breaker:
    return _breaker_of(cast("Hashable", shared))
