"""Whether search is well, for whoever looks after the portal; in English, for the terminal."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils import timezone

from search.engines import engine_of_this_host, shared_engine
from search.engines.base import Engine, EngineError
from search.index.models import Change, EngineCopy
from search.semantic import lacking
from search.semantic.embedder import EmbedderError, embedder

MAY_LAG = timedelta(minutes=5)
VECTORS_MAY_WAIT = timedelta(minutes=10)
_PATIENCE = 5.0


def troubles(at: datetime | None = None) -> Iterator[str]:
    """What is wrong with the engines, their copies and the embedder, in plain words."""
    at = at or timezone.now()
    for engine in filter(None, (engine_of_this_host(), shared_engine())):
        yield from _of(engine, at)
    chosen = embedder()
    try:
        if chosen:
            chosen.query("?", _PATIENCE)
    except EmbedderError as error:
        yield f"The embedder does not answer: look at EMBEDDINGS_URL ({type(error).__name__})."


def without_vectors(*, waiting_for: timedelta | None = None) -> str:
    """How many texts lack vectors, by language, as words; empty where none does.

    On wish those that have waited for so long.
    """
    counted = lacking.by_language(waiting_for=waiting_for)
    if not counted:
        return ""
    listed = ", ".join(f"{code or 'unknown'} {texts}" for code, texts in counted.items())
    return f"{sum(counted.values())} texts lack vectors ({listed})"


def late_vectors() -> list[str]:
    """The texts that have waited too long for the embedder, in plain words; none where none is."""
    late = without_vectors(waiting_for=VECTORS_MAY_WAIT) if embedder() else ""
    return [f"{late} and have waited for ten minutes"] if late else []


def _of(engine: Engine, at: datetime) -> Iterator[str]:
    name = f"The index of the engine {engine.name}"
    try:
        is_well, copy_name = engine.is_well(), engine.copy()
    except EngineError as error:
        yield f"The engine {engine.name} does not answer ({type(error).__name__})."
        return
    if not is_well:
        yield f"The engine {engine.name} does not answer, or has lost its index."
    copy = EngineCopy.objects.filter(name=copy_name).first()
    if copy is None or not copy.is_filled:
        yield f"{name} is not filled yet: the workers do it."
        return
    if not engine.is_of_today():
        yield f"{name} has a former form: the workers build a new one beside it."
    late = Change.objects.filter(at__lt=at - MAY_LAG)
    if late.filter(number__gt=copy.position).exists() or late.filter(number=None).exists():
        yield f"{name} lags more than five minutes: see the log of the fast worker."
    if failures := copy.failures.count():
        yield f"{failures} texts cannot be put into it: see the log, then `search_reconcile`."
