"""Embedding what lacks vectors, on the worker.

The vectors, the end of the note and the change in the index log are one transaction: whatever is
killed is done again, and what was embedded before stays.
"""

import logging
import time
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import batched

from django.db import transaction
from django.utils import timezone

from portal import clock
from search import indexing, sources
from search.documents import Document
from search.semantic import usual
from search.semantic.embedder import (
    PASSAGES_TIMEOUT,
    Embedder,
    EmbedderError,
    RefusedError,
    embedder,
)
from search.semantic.models import Embedding, SpaceInUse, Unembedded
from search.semantic.passages import checksum, passages
from search.semantic.vectors import known, note_lacking

logger = logging.getLogger(__name__)

KEYS_AT_ONCE = 100
# Readers' queries wait behind the passages being embedded, so they are sent a few at a time.
PASSAGES_AT_ONCE = 2
# The slow queue has other work, too.
LONGEST_RUN = 20.0
TRY_REFUSED_AGAIN = timedelta(hours=6)
KEEP_UNUSED = timedelta(days=14)


def embed_lacking(at: datetime | None = None, *, longest: float = LONGEST_RUN) -> int:
    """Embed what is noted, for a while; returns how many keys. Away is away: later, then."""
    chosen = embedder()
    done = 0
    try:
        follow_settings(chosen, at or timezone.now())
        until = time.monotonic() + longest
        while chosen and time.monotonic() < until and (row := _due(at or timezone.now())):
            done += _embed_one(chosen, row, at or timezone.now())
    except EmbedderError as error:
        logger.warning("Texts cannot be embedded now: %s", error)
    return done


def follow_settings(chosen: Embedder | None, at: datetime) -> None:
    """After a change of model, or of none to one, note every key; raises EmbedderError."""
    before = SpaceInUse.objects.filter(pk=1).first() or SpaceInUse(pk=1)
    if chosen is None:
        if before.name:
            SpaceInUse.objects.update_or_create(pk=1, defaults={"name": ""})
        return
    if (before.name, before.made_of) == (chosen.space, usual.checksum()):
        return
    asked = [chosen.query(one, PASSAGES_TIMEOUT).value for one in usual.USUAL]
    now: dict[str, object] = {
        "name": chosen.space,
        "usual": usual.direction(asked),
        "made_of": usual.checksum(),
    }
    if before.name != chosen.space:
        now["apart"] = None
    with transaction.atomic():
        SpaceInUse.objects.update_or_create(pk=1, defaults=now)
        if before.name != chosen.space:
            for source in sources.registered():
                note_lacking(((source.name, key) for key in source.keys()), at)  # noqa: SIM118


def has_more(at: datetime) -> bool:
    """Whether texts lack vectors that could be made now: those refused lately could not."""
    return _due(at) is not None


def _due(at: datetime) -> Unembedded | None:
    has_come = clock.has_come("due_at", at, TRY_REFUSED_AGAIN)
    return Unembedded.objects.filter(has_come).order_by("due_at", "pk").first()


def _embed_one(chosen: Embedder, row: Unembedded, at: datetime) -> int:
    source = sources.get(row.source)
    documents = list(source.documents([row.key])) if source else []
    lacking = _lacking(chosen.space, documents)
    try:
        made = [
            Embedding(space=chosen.space, checksum=name, vector=vector, made_at=at)
            for some in batched(lacking, PASSAGES_AT_ONCE)
            for name, vector in zip(
                some, chosen.passages([lacking[one] for one in some]), strict=True
            )
        ]
    except RefusedError as error:
        logger.warning("%s cannot be embedded: %s", row, error)
        Unembedded.objects.filter(pk=row.pk).update(due_at=at + TRY_REFUSED_AGAIN)
        return 0
    with transaction.atomic():
        Embedding.objects.bulk_create(made, ignore_conflicts=True)
        Unembedded.objects.filter(pk=row.pk).delete()
        # Also when nothing was made: whatever has changed meanwhile is noted by the index.
        indexing.record_change(row.source, row.key)
    return 1


def _lacking(space: str, documents: Sequence[Document]) -> dict[str, str]:
    texts = {checksum(one): one for document in documents for one in passages(document)}
    found = known(space, texts)
    return {name: text for name, text in texts.items() if name not in found}


def prune(at: datetime | None = None) -> int:
    """Forget vectors that no text has needed: of other models, and of texts that are no more."""
    at = at or timezone.now()
    chosen = embedder()
    if chosen is None:
        return 0
    old = Embedding.objects.filter(clock.is_over("made_at", at, KEEP_UNUSED))
    gone = old.exclude(space=chosen.space).delete()[0]
    needed: dict[str, set[str]] = defaultdict(set)
    for source in sources.registered():
        for keys in batched(source.keys(), KEYS_AT_ONCE):
            for document in source.documents(keys):
                needed[chosen.space].update(map(checksum, passages(document)))
    unused = [
        pk
        for pk, name in old.filter(space=chosen.space).values_list("pk", "checksum")
        if name not in needed[chosen.space]
    ]
    for some in batched(unused, KEYS_AT_ONCE * 10):
        gone += Embedding.objects.filter(pk__in=some).delete()[0]
    return gone
