"""What a request's vector is near to, in the embedded index."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from search.documents import Document
from search.documents.entries import Vector
from search.engines.base import Match, Neighbour, Request
from search.engines.neighbours import NO_NEIGHBOURS, Neighbours, chosen
from search.engines.tantivy import index
from search.engines.tantivy.open_index import OpenIndex, OpenIndexes
from search.engines.tantivy.query import only_what_may_be_found
from search.ranking import FUSION

# A text has several passages, and any of them may be the nearest.
_PASSAGES = 4


type Nearest = tuple[float, Any]
"""A similarity, and where the text lies."""


def look(
    schema: Any, generation: str, indexes: OpenIndexes, locales: Sequence[str], request: Request
) -> Neighbours:
    """What is near: in the request's language, and in others what this reader lacks in it."""
    vector, own = request.vector, request.query.locale
    if vector is None:
        return NO_NEIGHBOURS
    here: dict[str, float] = {}
    if opened := indexes.get(generation, own):
        found = _nearest(schema, opened, request, vector, FUSION.own)
        here = {_document(opened, one).hit: one[0] for one in found}
    lacked = replace(request, readers=(own,))
    there = [
        Neighbour(Match(_document(opened, one), 0.0), one[0])
        for locale in locales
        if locale != own.lower() and (opened := indexes.get(generation, locale))
        for one in _nearest(schema, opened, lacked, vector, FUSION.foreign)
    ]
    there.sort(key=lambda one: -one.similarity)
    return chosen(here, there[: FUSION.foreign], request.prefers)


def _document(opened: OpenIndex, found: Nearest) -> Document:
    return index.document_of(opened.searcher.doc(found[1]))


def _nearest(
    schema: Any, opened: OpenIndex, request: Request, vector: Vector, most: int
) -> list[Nearest]:
    """The nearest texts that may be found, the nearest first; words are not looked at."""
    found: list[Nearest] = []
    if not opened.searcher.num_docs:
        return found
    for similar in opened.vectors(vector.space).nearest(vector, most * _PASSAGES):
        found += _allowed(schema, opened, request, similar)
        if len(found) >= most:
            break
    return sorted(found, key=lambda one: -one[0])[:most]


def _allowed(
    schema: Any, opened: OpenIndex, request: Request, similar: Mapping[str, float]
) -> Iterator[Nearest]:
    """Those that may be found, of the texts whose vectors have these ids."""
    if not similar:
        return
    searcher = opened.searcher
    # Equal texts share an id, so there may be more of them than ids.
    query = only_what_may_be_found(schema, request, similar)
    hits = searcher.search(query, searcher.num_docs, count=False).hits
    for _score, address in hits:
        yield similar[index.passages_of(searcher.doc(address))], address
