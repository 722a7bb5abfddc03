"""Entries with the vectors that are known of their passages."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import batched

from django.utils import timezone

from portal.jobs.tasks import wake
from search.entries import Entry, Vectors, may_help
from search.semantic.blending import Embedded, blended
from search.semantic.embedder import embedder
from search.semantic.models import Embedding, Unembedded
from search.semantic.passages import checksum, passages

JOB = "search.embed"
_ROWS_AT_ONCE = 500


def with_vectors(entries: Iterable[Entry], *, note: bool) -> list[Entry]:
    """The entries, each with all its vectors or none; `note` those that lack some.

    Those of a reference must come together, as search.entries has them.
    """
    entries = list(entries)
    chosen = embedder()
    if chosen is None or not entries:
        return entries
    wanted = [[checksum(one) for one in passages(entry.document)] for entry in entries]
    found = known(chosen.space, [one for some in wanted for one in some])
    embedded = [
        Embedded.of([found[one] for one in some]) if all(one in found for one in some) else None
        for some in wanted
    ]
    together = list(zip(entries, embedded, strict=True))
    if note:
        note_lacking(
            (entry.document.source, entry.document.key) for entry, own in together if own is None
        )
    by_reference: dict[str, list[tuple[Entry, Embedded]]] = defaultdict(list)
    for entry, own in together:
        if own is not None:
            by_reference[entry.document.reference].append((entry, own))
    return [
        _with(entry, own, chosen.space, by_reference[entry.document.reference])
        for entry, own in together
    ]


def _with(
    entry: Entry, own: Embedded | None, space: str, family: Sequence[tuple[Entry, Embedded]]
) -> Entry:
    if own is None:
        return entry
    siblings = [
        vectors
        for other, vectors in family
        if other is not entry and may_help(entry.document, other.document)
    ]
    return replace(entry, vectors=Vectors(space, blended(own, siblings)))


def known(space: str, checksums: Collection[str]) -> dict[str, bytes]:
    """The vectors of these passages, as far as there are any."""
    found: dict[str, bytes] = {}
    for some in batched(dict.fromkeys(checksums), _ROWS_AT_ONCE):
        rows = Embedding.objects.filter(space=space, checksum__in=some)
        found |= {name: bytes(vector) for name, vector in rows.values_list("checksum", "vector")}
    return found


def note_lacking(keys: Iterable[tuple[str, str]], at: datetime | None = None) -> None:
    """Have the worker embed the texts of these keys; noted once, however often it is said."""
    at = at or timezone.now()
    rows = [Unembedded(source=source, key=key, due_at=at) for source, key in dict.fromkeys(keys)]
    if rows:
        Unembedded.objects.bulk_create(rows, batch_size=_ROWS_AT_ONCE, ignore_conflicts=True)
        wake(JOB)
