"""How near to a portal's texts what they do not answer is: the measure of "we are not sure".

A similarity says little by itself: among many texts, and in many languages, some text is somewhat
near to everything. So each portal is asked about itself. Titles of its own texts are asked as
queries, each with its own text left out: what is nearest then is near, but not the answer.
"""

import hashlib
import logging
from collections.abc import Iterator
from statistics import median

from django.utils import timezone

from search import engines
from search.documents import PUBLIC, Document, sources
from search.engines.base import EngineError, Request
from search.index import catching_up, embedding
from search.queries import parse
from search.semantic import asking, common_direction
from search.semantic.embedder import PASSAGES_TIMEOUT, Embedder, EmbedderError, embedder
from search.semantic.models import SpaceInUse

logger = logging.getLogger(__name__)

SAMPLE = 150
"""So many titles are asked; with fewer than LEAST nothing can be said."""
LEAST = 12
MANY = 20
"""After so many new texts at once it is measured anew, and not only at the next hour."""


def is_due(embedded: int) -> bool:
    """Whether to measure at once, now that so many texts have got their vectors."""
    if not embedded or embedding.has_more(timezone.now()):
        return False
    return embedded >= MANY or SpaceInUse.objects.filter(pk=1, apart=None).exists()


def calibrate() -> int:
    """Find out, once all texts are embedded; returns how many titles were asked."""
    chosen = embedder()
    space = SpaceInUse.objects.filter(pk=1).first()
    if chosen is None or space is None or space.name != chosen.space:
        return 0
    if embedding.has_more(timezone.now()):
        return 0
    try:
        # The last vectors may have been made a moment ago.
        if not catching_up.catch_up_or_wait(engines.engine()):
            return 0
        found = list(_nearest_others(chosen, bytes(space.usual)))
    except (EmbedderError, EngineError) as error:
        logger.warning("What is near cannot be measured now: %s", error)
        return 0
    apart = median(found) if len(found) >= LEAST else None
    SpaceInUse.objects.filter(pk=1, name=space.name).update(apart=apart)
    asking.forget()
    return len(found)


def _nearest_others(chosen: Embedder, common: bytes) -> Iterator[float]:
    """For each title, how near the nearest text is that is not its own."""
    engine = engines.engine()
    for document in _sample():
        vector = common_direction.without(
            chosen.query(document.title.lower(), PASSAGES_TIMEOUT), common
        )
        request = Request(
            query=parse(document.title, document.locale),
            audience=(PUBLIC,),
            without=(document.hit,),
            vector=vector,
            limit=1,
        )
        if near := engine.search([request])[0].near:
            yield near[0].similarity


def _sample() -> list[Document]:
    """Articles and questions that everybody may read, drawn so that the same are drawn again."""
    keys = [
        (hashlib.blake2b(f"{source.name}:{key}".encode()).digest(), source, key)
        for source in sources.registered()
        for key in source.keys()  # noqa: SIM118
    ]
    found: list[Document] = []
    for _drawn, source, key in sorted(keys, key=lambda one: one[0]):
        found += [
            one
            for one in source.documents([key])
            if PUBLIC in one.audience and one.kind in {"article", "faq"}
        ]
        if len(found) >= SAMPLE:
            break
    return found[:SAMPLE]
