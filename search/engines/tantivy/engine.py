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

from search.engines.base import Answer, EngineError, Match, Request
from search.engines.cover import Wanted, cover, cover_elsewhere
from search.engines.nearness import Nearby
from search.engines.on_demand import OnDemand
from search.engines.tantivy import index
from search.engines.tantivy.correction import correction
from search.engines.tantivy.files import Files
from search.engines.tantivy.near import look
from search.engines.tantivy.open_index import OpenIndex, OpenIndexes
from search.engines.tantivy.query import Expander, QueryBuilder
from search.engines.tantivy.readings import Expanded, Reading
from search.engines.tantivy.writer import NAME, EmbeddedRebuild, EmbeddedWriter
from search.queries import Term


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
            nearby = look(self._schema, generation, self._indexes, locales, request)
            if opened is None or not opened.searcher.num_docs:
                return Answer(near=nearby.among(()))
            return self._found(opened, request, nearby)
        except (OSError, ValueError) as error:
            raise EngineError(f"{request.query.locale}: {error}") from error

    def _found(self, opened: OpenIndex, request: Request, nearby: Nearby) -> Answer:
        expanded = Expander(opened.searcher, opened.vocabulary, request.query.locale).expand(
            request.query
        )
        others = nearby.others(request)
        found = _Found(self._schema, opened, expanded)
        total, matches = found.page(others)
        close: Sequence[Match] = ()
        if nearby.own:
            only = replace(nearby.only(request), offset=0, limit=len(nearby.own))
            _total, close = found.page(only)
        return Answer(
            matches=matches,
            total=total,
            correction=correction(self._schema, opened.searcher, request, expanded, matches),
            marked=_marked(expanded),
            near=nearby.among(close),
        )


class _Found:
    """What the words of a query find in one language."""

    def __init__(self, schema: Any, opened: OpenIndex, expanded: Sequence[Expanded]) -> None:
        self._searcher = opened.searcher
        self._builder = QueryBuilder(schema, opened.searcher)
        self._expanded = expanded
        self._wanted = [_wanted(one) for one in expanded]

    def page(self, request: Request) -> tuple[int, tuple[Match, ...]]:
        """How many there are, and those of the page."""
        last = request.offset + request.limit
        order = (
            {"order_by_field": index.CHANGED}
            if request.newest_first
            else {"weight_by_field": "quality"}
        )
        whole = self._builder.whole(request, self._expanded)
        result = self._searcher.search(whole, max(last, 1), **order)
        shown = result.hits[request.offset : last]
        return result.count or 0, tuple(self._match(hit, request) for hit in shown)

    def _match(self, hit: tuple[float, Any], request: Request) -> Match:
        stored = self._searcher.doc(hit[1])
        covered = max(
            cover(*index.forms_of(stored), self._wanted),
            cover_elsewhere(index.naming_of(stored), request.query),
        )
        score = 0.0 if request.newest_first else hit[0]
        return Match(index.document_of(stored), score, covered)


def _wanted(expanded: Expanded) -> Wanted:
    return Wanted(
        expanded.weight,
        tuple(tuple(map(_forms, reading.terms)) for reading in expanded.readings),
        tuple(reading.factor for reading in expanded.readings),
    )


def _forms(term: Term) -> frozenset[str]:
    return frozenset((term.stem, term.word, *term.spellings))


def _marked(expanded: Sequence[Expanded]) -> frozenset[str]:
    readings: list[Reading] = [reading for one in expanded for reading in one.readings]
    return frozenset().union(*(_forms(term) for one in readings for term in one.terms))


@lru_cache(maxsize=8)
def embedded(directory: Path) -> Embedded:
    """The engine for a directory, one in each process."""
    return Embedded(directory)
