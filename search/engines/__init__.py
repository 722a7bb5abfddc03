"""The engines, and which one is in charge here."""

import logging
from collections.abc import Callable, Hashable
from functools import lru_cache
from pathlib import Path
from typing import cast

from django.conf import settings

from search.engines.base import Engine, EngineError, RefusedError
from search.engines.breaker import Breaker

logger = logging.getLogger(__name__)


def engine_of_this_host() -> Engine:
    """The embedded engine on this host's own files: the default, and always the stand-in."""
    from search.engines.embedded import embedded

    return embedded(Path(settings.EMBEDDED_INDEX_DIR))


def shared_engine() -> Engine | None:
    """Elasticsearch, where the settings name one: the same for all hosts."""
    if not settings.ELASTICSEARCH["url"]:
        return None
    from search.engines.elasticsearch.engine import elasticsearch

    return elasticsearch()


def engine() -> Engine:
    """The engine that is meant to answer searches."""
    return shared_engine() or engine_of_this_host()


def answered[T](ask: Callable[[Engine], T]) -> tuple[T, bool]:
    """What the engine in charge answers; or, degraded, what the stand-in does.

    Raises EngineError when the stand-in fails, too.
    """
    shared = shared_engine()
    if shared is None:
        return ask(engine_of_this_host()), False
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
    return Breaker(cast("Engine", shared).is_well)


def _breaker(shared: Engine) -> Breaker:
    return _breaker_of(cast("Hashable", shared))
