"""Entries with the vectors that are known of their passages."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import batched

from search.documents.entries import Entry, Vectors, may_help
from search.semantic.blending import Embedded, blended
from search.semantic.models import Embedding, SpaceInUse
from search.semantic.passages import checksum, passages

_ROWS_AT_ONCE = 500


def with_vectors(entries: Iterable[Entry]) -> list[Entry]:
    """The entries, each with all its vectors or none, whether or not this process can embed.

    Those of a reference must come together, as search.entries has them.
    """
    entries = list(entries)
    space = space_in_use()
    if not space or not entries:
        return entries
    wanted = [[checksum(one) for one in passages(entry.document)] for entry in entries]
    found = known(space, [one for some in wanted for one in some])
    embedded = [
        Embedded.of([found[one] for one in some]) if all(one in found for one in some) else None
        for some in wanted
    ]
    together = list(zip(entries, embedded, strict=True))
    by_reference: dict[str, list[tuple[Entry, Embedded]]] = defaultdict(list)
    for entry, own in together:
        if own is not None:
            by_reference[entry.document.reference].append((entry, own))
    return [
        _with(entry, own, space, by_reference[entry.document.reference]) for entry, own in together
    ]


def space_in_use() -> str:
    """The space that vectors are looked up in; empty as long as nothing was ever embedded."""
    return SpaceInUse.objects.filter(pk=1).values_list("name", flat=True).first() or ""


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
