"""Embedding what lacks vectors, on the worker.

What lacks them is noted by whoever indexes: search.semantic.lacking. The vectors, the end of the
note and the change in the index log are one transaction: whatever is killed is done again, and
what was embedded before stays.
"""

import logging
import time
from collections.abc import Collection
from datetime import datetime, timedelta
from itertools import batched

from django.db import transaction
from django.utils import timezone

from portal import clock
from search.documents import Document, sources
from search.documents.entries import entries
from search.index import changes
from search.semantic import common_direction, lacking
from search.semantic.embedder import (
    PASSAGES_TIMEOUT,
    Embedder,
    EmbedderError,
    TextRefusedError,
    embedder,
)
from search.semantic.models import Embedding, SpaceInUse, Unembedded
from search.semantic.passages import checksum, passages
from search.semantic.vectors import known, space_in_use, with_vectors

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
    if chosen is None:
        return 0
    done = 0
    try:
        follow_settings(chosen, at or timezone.now())
        until = time.monotonic() + longest
        while time.monotonic() < until and (row := _due(at or timezone.now())):
            done += _embed_key(chosen, row.source, row.key, at or timezone.now())
    except EmbedderError as error:
        logger.warning("Texts cannot be embedded now: %s", error)
    return done


def follow_settings(chosen: Embedder, at: datetime) -> None:
    """After a change of model, and before the first one, note every text.

    Raises EmbedderError.
    """
    before = SpaceInUse.objects.filter(pk=1).first() or SpaceInUse(pk=1)
    if (before.name, before.made_of) == (chosen.space, common_direction.checksum()):
        return
    asked = [chosen.query(one, PASSAGES_TIMEOUT).value for one in common_direction.QUESTIONS]
    now: dict[str, object] = {
        "name": chosen.space,
        "usual": common_direction.direction(asked),
        "made_of": common_direction.checksum(),
    }
    if before.name != chosen.space:
        now["apart"] = None
    with transaction.atomic():
        SpaceInUse.objects.update_or_create(pk=1, defaults=now)
        if before.name != chosen.space:
            for source in sources.registered():
                for keys in batched(source.keys(), KEYS_AT_ONCE):
                    # None has vectors here: in another space they are of no use.
                    lacking.note(source.name, keys, entries(source.documents(keys)), at)


def find_lacking() -> int:
    """Note every text that lacks vectors; returns how many nobody had noted.

    Whoever indexes has noted them. This finds what an earlier state of the portal, a restored
    database or a lost vector has left without.
    """
    return sum(
        lacking.note(source.name, keys, with_vectors(entries(source.documents(keys))))
        for source in sources.registered()
        for keys in batched(source.keys(), KEYS_AT_ONCE)
    )


def has_more(at: datetime) -> bool:
    """Whether texts lack vectors that could be made now: those refused lately could not."""
    return _due(at) is not None


def _due(at: datetime) -> Unembedded | None:
    has_come = clock.has_come("due_at", at, TRY_REFUSED_AGAIN)
    return Unembedded.objects.filter(has_come).order_by("due_at", "pk").first()


def _embed_key(chosen: Embedder, source_name: str, key: str, at: datetime) -> int:
    source = sources.get(source_name)
    documents = list(source.documents([key])) if source else []
    made: dict[str, bytes] = {}
    refused = []
    for document in documents:
        try:
            made |= _made(chosen, document, made)
        except TextRefusedError as error:
            logger.warning("%s cannot be embedded: %s", document.uid, error)
            refused.append(document.locale)
    noted = Unembedded.objects.filter(source=source_name, key=key)
    with transaction.atomic():
        Embedding.objects.bulk_create(
            [
                Embedding(space=chosen.space, checksum=name, vector=vector, made_at=at)
                for name, vector in made.items()
            ],
            ignore_conflicts=True,
        )
        noted.filter(locale__in=refused).update(due_at=at + TRY_REFUSED_AGAIN)
        noted.exclude(locale__in=refused).delete()
        # Also when nothing was made: whatever has changed meanwhile is noted by the index.
        changes.record_change(source_name, key)
    return 0 if refused else 1


def _made(chosen: Embedder, document: Document, before: Collection[str]) -> dict[str, bytes]:
    """The vectors of a document that nobody has made before; raises EmbedderError."""
    texts = {checksum(one): one for one in passages(document)}
    found = known(chosen.space, texts)
    wanted = [name for name in texts if name not in found and name not in before]
    return {
        name: vector
        for some in batched(wanted, PASSAGES_AT_ONCE)
        for name, vector in zip(some, chosen.passages([texts[one] for one in some]), strict=True)
    }


def prune(at: datetime | None = None) -> int:
    """Forget vectors that no text has needed: of other models, and of texts that are no more.

    Whether this process can embed does not matter: what is gone is to be forgotten anyway.
    """
    at = at or timezone.now()
    space = space_in_use()
    old = Embedding.objects.filter(clock.is_over("made_at", at, KEEP_UNUSED))
    gone = old.exclude(space=space).delete()[0]
    needed: set[str] = set()
    for source in sources.registered():
        for keys in batched(source.keys(), KEYS_AT_ONCE):
            for document in source.documents(keys):
                needed.update(map(checksum, passages(document)))
    unused = [
        pk
        for pk, name in old.filter(space=space).values_list("pk", "checksum")
        if name not in needed
    ]
    for some in batched(unused, KEYS_AT_ONCE * 10):
        gone += Embedding.objects.filter(pk__in=some).delete()[0]
    return gone
