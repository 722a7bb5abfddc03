"""Looking words up. All processes share the memory; each look takes a microsecond or two."""

import logging
from functools import lru_cache
from pathlib import Path
from subprocess import CalledProcessError
from threading import Lock

import marisa_trie

from search.analysis.dictionary import folders
from search.analysis.languages import language

logger = logging.getLogger(__name__)
_opening = Lock()


class Dictionary:
    """The words of one language, or none. Safe to share between threads."""

    def __init__(self, folder: Path | None = None) -> None:
        self._lemmas = marisa_trie.BytesTrie([])
        self._frequencies = marisa_trie.RecordTrie("<B", [])
        if folder:
            self._lemmas.mmap(str(folder / folders.LEMMAS))
            self._frequencies.mmap(str(folder / folders.FREQUENCIES))

    @property
    def has_lemmas(self) -> bool:
        """Whether there is a dictionary of this language."""
        return bool(len(self._lemmas))

    def lemmas(self, lowered: str) -> tuple[str, ...]:
        """The lemmas of a word in lower case or folded, as written; none when it is not known."""
        return tuple(sorted(one.decode() for one in self._lemmas.get(lowered, ())))

    def zipf(self, folded: str) -> float:
        """How frequent a folded word is: 3 is one in a million, 4 is ten; 0 when unknown."""
        found = self._frequencies.get(folded)
        return found[0][0] / 10 if found else 0.0


def dictionary(tag: str) -> Dictionary:
    """The words of a language, packed when that has not been done; none where it is unknown.

    None, too, when they cannot be packed here: then stems decide alone, and the log tells it.
    """
    # Packing is for one of the threads; the others wait.
    with _opening:
        return _dictionary(language(tag).code)


@lru_cache(maxsize=64)
def _dictionary(code: str) -> Dictionary:
    try:
        return Dictionary(folders.ready(code)[0])
    except (OSError, CalledProcessError):
        logger.exception("The words of %s cannot be packed", code)
        return Dictionary()
