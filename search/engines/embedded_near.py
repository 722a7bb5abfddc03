"""What a request's vector is near to, in the embedded index."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from search.documents import Document
from search.engines import embedded_schema
from search.engines.base import Match, Near, Request
from search.engines.embedded_query import QueryBuilder
from search.engines.embedded_shelf import Shelf, Shelves
from search.engines.nearness import NOTHING, Nearby, nearby
from search.entries import Vector
from search.ranking import FUSION

# A text has several passages, and any of them may be the nearest.
_PASSAGES = 4


type Found = tuple[float, Any]
"""A similarity, and where the text lies."""


def look(
    schema: Any, generation: str, shelves: Shelves, locales: Sequence[str], request: Request
) -> Nearby:
    """What is near: in the request's language, and in others what this reader lacks in it."""
    vector, own = request.vector, request.query.locale
    if vector is None:
        return NOTHING
    here: dict[str, float] = {}
    if shelf := shelves.get(generation, own):
        found = _nearest(schema, shelf, request, vector, FUSION.own)
        here = {_document(shelf, one).hit: one[0] for one in found}
    lacked = replace(request, readers=(own,))
    there = [
        Near(Match(_document(shelf, one), 0.0), one[0])
        for locale in locales
        if locale != own.lower() and (shelf := shelves.get(generation, locale))
        for one in _nearest(schema, shelf, lacked, vector, FUSION.foreign)
    ]
    there.sort(key=lambda one: -one.similarity)
    return nearby(here, there[: FUSION.foreign], request.prefers)


def _document(shelf: Shelf, found: Found) -> Document:
    return embedded_schema.document_of(shelf.searcher.doc(found[1]))


def _nearest(
    schema: Any, shelf: Shelf, request: Request, vector: Vector, most: int
) -> list[Found]:
    """The nearest texts that may be found, the nearest first; words are not looked at."""
    found: list[Found] = []
    if not shelf.searcher.num_docs:
        return found
    builder = QueryBuilder(schema, shelf.searcher)
    for similar in shelf.vectors(vector.space).nearest(vector, most * _PASSAGES):
        found += _allowed(builder, shelf, request, similar)
        if len(found) >= most:
            break
    return sorted(found, key=lambda one: -one[0])[:most]


def _allowed(
    builder: QueryBuilder, shelf: Shelf, request: Request, similar: Mapping[str, float]
) -> Iterator[Found]:
    """Those that may be found, of the texts whose vectors have these ids."""
    if not similar:
        return
    searcher = shelf.searcher
    # Equal texts share an id, so there may be more of them than ids.
    hits = searcher.search(builder.near(request, similar), searcher.num_docs, count=False).hits
    for _score, address in hits:
        yield similar[embedded_schema.passages_of(searcher.doc(address))], address
