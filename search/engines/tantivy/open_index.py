"""One language's index of the embedded engine, open for reading."""

import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import tantivy

from search.analysis.vocabulary import Vocabulary
from search.engines.base import EngineError
from search.engines.indexed_form import WORDS
from search.engines.tantivy.files import Files
from search.engines.tantivy.vectors import VectorReader, size

_VOCABULARY_AGE = 60.0


@dataclass
class OpenIndex:
    """A language's index as of its last commit."""

    index: Any
    stamp: tuple[int, int]
    searcher: Any
    vocabulary: Vocabulary
    folder: Path
    vocabulary_from: float = field(default_factory=time.monotonic)
    readers: dict[str, tuple[int, VectorReader]] = field(default_factory=dict)
    # By audience: so many of its texts each may see.
    texts_seen: dict[frozenset[str], int] = field(default_factory=dict)

    def vectors(self, space: str) -> VectorReader:
        """The vectors of its passages. There may be more than the commit knows of."""
        now = size(self.folder, space)
        before = self.readers.get(space)
        if before is None or before[0] != now:
            before = self.readers[space] = (now, VectorReader(self.folder, space))
        return before[1]


class OpenIndexes:
    """The languages of the generation in use. Safe to share between threads."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._indexes: dict[tuple[str, str], OpenIndex] = {}
        self._lock = threading.Lock()

    def get(self, generation: str, locale: str) -> OpenIndex | None:
        """The language's index as it is now; None when there is none yet."""
        try:
            path = self._files.index(generation, locale)
            meta = (path / "meta.json").stat()
        except (ValueError, FileNotFoundError):
            return None
        stamp = (meta.st_mtime_ns, meta.st_ino)
        with self._lock:
            before = self._indexes.get((generation, locale))
            if before and before.stamp == stamp:
                return before
            for key in [key for key in self._indexes if key[0] != generation]:
                del self._indexes[key]
            opened = _open(path, stamp, before)
            self._indexes[generation, locale] = opened
            return opened


def _open(path: Path, stamp: tuple[int, int], before: OpenIndex | None) -> OpenIndex:
    try:
        held = before.index if before else tantivy.Index.open(str(path))
        held.config_reader(reload_policy="manual")
        held.reload()
        searcher = held.searcher()
    except (OSError, ValueError) as error:
        raise EngineError(f"{path.name}: {error}") from error
    if before and time.monotonic() - before.vocabulary_from < _VOCABULARY_AGE:
        known, since = before.vocabulary, before.vocabulary_from
        return OpenIndex(held, stamp, searcher, known, path, since, before.readers)
    words = Vocabulary(lambda letter: searcher.terms_with_prefix(WORDS, letter))
    return OpenIndex(held, stamp, searcher, words, path)
