"""The embedded engine: tantivy, in files of this host. One process writes, all of them read.

What it cannot do, compared with Elasticsearch: be shared by several hosts (each has its own copy,
fed from the same index log), and find typing errors in a word's first two letters at once.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from tantivy import Query

from search.engines.answering import Found, answer
from search.engines.base import Answer, EngineError, Request
from search.engines.expansion import Expanded, expand
from search.engines.indexed_form import CHANGED, QUALITY
from search.engines.neighbours import Neighbours
from search.engines.on_demand import OnDemand
from search.engines.tantivy import index
from search.engines.tantivy.files import Files
from search.engines.tantivy.lexicon import TantivyLexicon
from search.engines.tantivy.neighbours import look
from search.engines.tantivy.open_index import OpenIndex, OpenIndexes
from search.engines.tantivy.query import QueryBuilder
from search.engines.tantivy.writer import NAME, EmbeddedRebuild, EmbeddedWriter


class Embedded:
    """Reads and writes the index in one directory."""

    name = NAME

    def __init__(self, directory: Path) -> None:
        self._files = Files(directory)
        self._schema = index.schema()
        self._indexes = OpenIndexes(self._files)

    def copy(self) -> str:
        """The generation in use."""
        generation = self._files.current()
        return f"{self.name}:{generation}" if generation else ""

    def is_of_today(self) -> bool:
        """Whether the generation in use has the form that is written now."""
        return self._files.is_of_today(self._files.current())

    def is_well(self) -> bool:
        """Files of this host are there, or there is nothing to find yet."""
        return True

    def search(self, requests: Sequence[Request]) -> Sequence[Answer]:
        """Answer each request when its answer is looked at; raises EngineError then."""
        generation = self._files.current()
        return OnDemand(len(requests), lambda place: self._answer(generation, requests[place]))

    def checksums(self) -> Iterator[tuple[str, str]]:
        """The uid and checksum of every entry in use."""
        generation = self._files.current()
        for locale in self._files.locales(generation) if generation else ():
            opened = self._indexes.get(generation, locale)
            if opened and opened.searcher.num_docs:
                found = opened.searcher.search(
                    Query.all_query(), opened.searcher.num_docs, count=False
                )
                for _score, address in found.hits:
                    yield index.checksum_of(opened.searcher.doc(address))

    @contextmanager
    def writing(self, wait: float = 0.0) -> Iterator[EmbeddedWriter]:
        """Write the generation in use (a first, empty one is made); raises BusyError."""
        with self._files.locked("write", wait):
            if not self._files.current():
                self._files.use(self._files.new())
            yield from self._writer(self._files.current())

    @contextmanager
    def rebuilding(self) -> Iterator[EmbeddedRebuild]:
        """Write a new generation beside; raises BusyError when another is being built."""
        with self._files.locked("rebuild", 0.0):
            self._files.sweep()
            rebuild = EmbeddedRebuild(self._files, self._schema, self._files.new())
            try:
                yield rebuild
            finally:
                rebuild.close()
                self._files.sweep()

    def _writer(self, generation: str) -> Iterator[EmbeddedWriter]:
        writer = EmbeddedWriter(self._files, self._schema, generation)
        try:
            yield writer
        finally:
            writer.close()

    def _answer(self, generation: str, request: Request) -> Answer:
        if not generation or (request.query.is_empty and not request.only):
            return Answer()
        opened = self._indexes.get(generation, request.query.locale)
        try:
            locales = self._files.locales(generation) if request.vector else ()
            neighbours = look(self._schema, generation, self._indexes, locales, request)
            if opened is None or not opened.searcher.num_docs:
                return Answer(near=neighbours.among(()))
            return self._found(opened, request, neighbours)
        except (OSError, ValueError) as error:
            raise EngineError(f"{request.query.locale}: {error}") from error

    def _found(self, opened: OpenIndex, request: Request, neighbours: Neighbours) -> Answer:
        query = request.query
        lexicon = TantivyLexicon(self._schema, opened, query.locale, request.audience)
        expanded = expand(query, lexicon)
        builder = QueryBuilder(self._schema, opened.searcher, lexicon)
        total, page = _page(opened.searcher, builder, neighbours.others(request), expanded)
        close: Sequence[Found] = ()
        if neighbours.own:
            only = replace(neighbours.only(request), offset=0, limit=len(neighbours.own))
            _total, close = _page(opened.searcher, builder, only, expanded)
        return answer(
            request, expanded, page=page, total=total, close=close, neighbours=neighbours
        )


def _page(
    searcher: Any, builder: QueryBuilder, request: Request, expanded: Sequence[Expanded]
) -> tuple[int, list[Found]]:
    """How many texts the words find, and those of the page."""
    last = request.offset + request.limit
    order = {"order_by_field": CHANGED} if request.newest_first else {"weight_by_field": QUALITY}
    result = searcher.search(builder.whole(request, expanded), max(last, 1), **order)
    found = []
    for score, address in result.hits[request.offset : last]:
        stored = searcher.doc(address)
        score = 0.0 if request.newest_first else score
        found.append(Found(index.document_of(stored), score, index.forms_of(stored)))
    return result.count or 0, found


@lru_cache(maxsize=8)
def embedded(directory: Path) -> Embedded:
    """The engine for a directory, one in each process."""
    return Embedded(directory)
