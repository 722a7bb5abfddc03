"""Background work of this room."""

import logging
from datetime import timedelta

from portal.jobs.registry import job
from portal.jobs.tasks import wake
from search.engines import engine_of_this_host, shared_engine
from search.engines.base import BusyError, EngineError
from search.index import calibrating, catching_up, changes, embedding
from search.index.rebuilding import rebuild, renew
from search.semantic.lacking import JOB as EMBED
from search.suggestions import past_queries
from search.tuning import growth

logger = logging.getLogger(__name__)

CALIBRATE = "search.calibrate"


@job(changes.JOB, queue="fast", every=timedelta(seconds=2))
def index_changes() -> int:
    """Bring this host's copy of the index up to date, and wake what does so for all hosts'."""
    own = engine_of_this_host()
    done = renew(own) + catching_up.catch_up(own)
    if done and shared_engine() is not None:
        wake(changes.SHARED_JOB)
    return done


@job(changes.SHARED_JOB, queue="engine", every=timedelta(seconds=2))
def index_changes_for_all() -> int:
    """Bring the copy that all hosts share up to date."""
    shared = shared_engine()
    if shared is None or not shared.is_well():
        return 0
    try:
        return catching_up.catch_up(shared)
    except EngineError as error:
        logger.warning("The engine %s cannot be written now: %s", shared.name, error)
        return 0


@job("search.build", queue="slow", every=timedelta(minutes=1))
def build_shared_copy() -> int:
    """Build the copy that all hosts share where there is none, or one of a former form.

    It is searched once it is whole.
    """
    shared = shared_engine()
    try:
        if shared is None:
            return 0
        return renew(shared) if shared.copy() else rebuild(shared)
    except BusyError:
        return 0
    except EngineError as error:
        logger.warning("The shared copy cannot be built now: %s", error)
        return 0


@job("search.prune", queue="slow", every=timedelta(hours=6))
def prune_log() -> int:
    """Forget what every copy has long passed."""
    return catching_up.prune()


@job("search.past_queries", queue="slow", every=timedelta(hours=6))
def choose_past_queries() -> int:
    """Decide which searches may be suggested to others."""
    return past_queries.refresh()


@job(EMBED, queue="slow", every=timedelta(seconds=10))
def embed_texts() -> int:
    """Embed the texts that lack vectors, where an embedder is set up."""
    done = embedding.embed_lacking()
    if calibrating.is_due(done):
        wake(CALIBRATE)
    return done


@job(CALIBRATE, queue="slow", every=timedelta(hours=1))
def measure_what_is_near() -> int:
    """Find out when a text is near enough to be called an answer."""
    return calibrating.calibrate()


@job("search.find_lacking", queue="slow", every=timedelta(days=1))
def find_texts_without_vectors() -> int:
    """Note what lacks vectors and nobody has noted: no text stays without for good."""
    return embedding.find_lacking()


@job("search.prune_vectors", queue="slow", every=timedelta(days=3))
def prune_vectors() -> int:
    """Forget vectors that no text has needed for long."""
    return embedding.prune()


@job("search.judgements", queue="slow", every=timedelta(days=1))
def grow_judgements() -> int:
    """Learn from clicks and votes which texts answer which queries."""
    return growth.grow()
