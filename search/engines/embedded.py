"""The embedded engine: tantivy, in files of this host. One process writes, all of them read.

What it cannot do, compared with Elasticsearch: be shared by several hosts (each has its own copy,
fed from the same index log), and find typing errors in a word's first two letters at once.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, overload

import tantivy
from tantivy import Occur, Query

from search.analysis.analyser import analyser
from search.engines import embedded_schema
from search.engines.base import Answer, EngineError, Match, Request
from search.engines.cover import Wanted, cover, cover_elsewhere
from search.engines.embedded_files import Files
from search.engines.embedded_query import Expanded, Expander, QueryBuilder, Reading
from search.engines.embedded_writer import NAME, EmbeddedRebuild, EmbeddedWriter
from search.engines.vocabulary import Vocabulary
from search.queries import Term

logger = logging.getLogger(__name__)

_VOCABULARY_AGE = 60.0


@dataclass
class _Shelf:
    """One language's index, open for reading, as of its last commit."""

    index: Any
    stamp: tuple[int, int]
    searcher: Any
    vocabulary: Vocabulary
    vocabulary_from: float = field(default_factory=time.monotonic)


class Embedded:
    """Reads and writes the index in one directory."""

    name = NAME

    def __init__(self, directory: Path) -> None:
        self._files = Files(directory)
        self._schema = embedded_schema.schema()
        self._shelves: dict[tuple[str, str], _Shelf] = {}
        self._lock = threading.Lock()

    def copy(self) -> str:
        """The generation in use."""
        generation = self._files.current()
        return f"{self.name}:{generation}" if generation else ""

    def is_well(self) -> bool:
        """Files of this host are there, or there is nothing to find yet."""
        return True

    def search(self, requests: Sequence[Request]) -> Sequence[Answer]:
        """Answer each request when its answer is looked at; raises EngineError then."""
        generation = self._files.current()
        return OnDemand(len(requests), lambda place: self._answer(generation, requests[place]))

    suggest = search

    def checksums(self) -> Iterator[tuple[str, str]]:
        """The uid and checksum of every entry in use."""
        generation = self._files.current()
        for locale in self._files.locales(generation) if generation else ():
            shelf = self._shelf(generation, locale)
            if shelf and shelf.searcher.num_docs:
                found = shelf.searcher.search(
                    Query.all_query(), shelf.searcher.num_docs, count=False
                )
                for _score, address in found.hits:
                    yield embedded_schema.checksum_of(shelf.searcher.doc(address))

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

    def _shelf(self, generation: str, locale: str) -> _Shelf | None:
        """The language's index as it is now; None when there is none yet."""
        try:
            path = self._files.index(generation, locale)
            meta = (path / "meta.json").stat()
        except (ValueError, FileNotFoundError):
            return None
        stamp = (meta.st_mtime_ns, meta.st_ino)
        with self._lock:
            shelf = self._shelves.get((generation, locale))
            if shelf and shelf.stamp == stamp:
                return shelf
            for key in [key for key in self._shelves if key[0] != generation]:
                del self._shelves[key]
            opened = self._open(path, stamp, shelf)
            self._shelves[generation, locale] = opened
            return opened

    def _open(self, path: Path, stamp: tuple[int, int], before: _Shelf | None) -> _Shelf:
        try:
            index = before.index if before else tantivy.Index.open(str(path))
            index.config_reader(reload_policy="manual")
            index.reload()
            searcher = index.searcher()
        except (OSError, ValueError) as error:
            raise EngineError(f"{path.name}: {error}") from error
        if before and time.monotonic() - before.vocabulary_from < _VOCABULARY_AGE:
            return _Shelf(index, stamp, searcher, before.vocabulary, before.vocabulary_from)
        words = Vocabulary(
            lambda letter: searcher.terms_with_prefix(embedded_schema.WORDS, letter)
        )
        return _Shelf(index, stamp, searcher, words)

    def _answer(self, generation: str, request: Request) -> Answer:
        query = request.query
        shelf = self._shelf(generation, query.locale) if generation else None
        is_empty = query.is_empty and not request.only
        if shelf is None or is_empty or not shelf.searcher.num_docs:
            return Answer()
        try:
            return self._found(shelf, request)
        except (OSError, ValueError) as error:
            raise EngineError(f"{query.locale}: {error}") from error

    def _found(self, shelf: _Shelf, request: Request) -> Answer:
        searcher = shelf.searcher
        expanded = Expander(searcher, shelf.vocabulary, request.query.locale).expand(request.query)
        builder = QueryBuilder(self._schema, searcher)
        last = request.offset + request.limit
        order = (
            {"order_by_field": embedded_schema.CHANGED}
            if request.newest_first
            else {"weight_by_field": "quality"}
        )
        most = max(last, request.judged, 1)
        result = searcher.search(builder.whole(request, expanded), most, **order)
        wanted = [_wanted(one) for one in expanded]

        def match(hit: tuple[float, Any]) -> Match:
            stored = searcher.doc(hit[1])
            covered = max(
                cover(*embedded_schema.forms_of(stored), wanted),
                cover_elsewhere(embedded_schema.naming_of(stored), request.query),
            )
            score = 0.0 if request.newest_first else hit[0]
            return Match(embedded_schema.document_of(stored), score, covered)

        first = min(request.offset, request.judged)
        shown = {
            at: match(result.hits[at])
            for at in (*range(first), *range(min(request.judged, len(result.hits))),
                       *range(request.offset, min(last, len(result.hits))))
        }  # fmt: skip
        return Answer(
            matches=tuple(shown[at] for at in sorted(shown) if request.offset <= at < last),
            best=tuple(shown[at] for at in sorted(shown) if at < request.judged),
            total=result.count or 0,
            correction=self._correction(searcher, builder, request, expanded),
            marked=_marked(expanded),
        )

    def _correction(
        self,
        searcher: Any,
        builder: QueryBuilder,
        request: Request,
        expanded: Sequence[Expanded],
    ) -> str:
        """The query with unknown words replaced, as they are written in what may be seen."""
        text = request.query.text
        replaced = 0
        for one in sorted(expanded, key=lambda one: -one.term.start):
            typos = [reading.terms[0] for reading in one.readings if reading.is_typo]
            for meant in typos:
                written = self._as_written(searcher, builder, request, meant)
                if written:
                    text = text[: one.term.start] + written + text[one.term.end :]
                    replaced += 1
                    break
        return text if replaced and not request.query.phrases else ""

    def _as_written(
        self, searcher: Any, builder: QueryBuilder, request: Request, meant: Term
    ) -> str:
        word = Query.term_query(self._schema, embedded_schema.WORDS, meant.word)
        musts = [(Occur.Must, one) for one in (word, *builder.filters(request))]
        found = searcher.search(Query.boolean_query(musts), 1, count=False).hits
        if not found:
            return ""
        document = embedded_schema.document_of(searcher.doc(found[0][1]))
        for _name, text in embedded_schema.texts(document):
            for token in analyser(document.locale).tokens(text):
                if token.forms.word == meant.word:
                    return text[token.start : token.end].lower()
        return ""


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


class OnDemand(Sequence[Answer]):
    """Answers that are worked out when they are looked at."""

    def __init__(self, number: int, work_out: Callable[[int], Answer]) -> None:
        self._number = number
        self._work_out = work_out

    def __len__(self) -> int:
        return self._number

    @overload
    def __getitem__(self, place: int) -> Answer: ...
    @overload
    def __getitem__(self, place: slice) -> list[Answer]: ...
    def __getitem__(self, place: int | slice) -> Answer | list[Answer]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(self._number))]
        if not 0 <= place < self._number:
            raise IndexError(place)
        return self._work_out(place)


@lru_cache(maxsize=8)
def embedded(directory: Path) -> Embedded:
    """The engine for a directory, one in each process."""
    return Embedded(directory)
