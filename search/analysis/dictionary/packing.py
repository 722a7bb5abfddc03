"""Packs what the packages know of one language into tries, in a process of its own.

    python -m search.analysis.dictionary.packing sv FOLDER

Unpacked, a dictionary takes some 100 MB; the process that does it ends, and they are free again.
"""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import marisa_trie
import wordfreq
from simplemma.strategies.dictionaries.dictionary_factory import (
    DATA_FOLDER,
    DefaultDictionaryFactory,
)

from search.analysis.dictionary.folders import FREQUENCIES, LEMMAS
from search.analysis.languages import SearchLanguage, language

# Rarer words (less than one in thirty million) are mostly typing errors.
_LEAST_ZIPF = 1.5
_FREQUENT_IS = 9.0


def pack(code: str, folder: Path) -> None:
    """Write the tries of a language into a folder; empty ones where nothing is known."""
    row = language(code)
    pairs = ((word, lemma.encode()) for word, lemma in _lemmas(row) if word)
    marisa_trie.BytesTrie(pairs).save(str(folder / LEMMAS))
    frequencies = ((word, (zipf,)) for word, zipf in _frequencies(row).items())
    marisa_trie.RecordTrie("<B", frequencies).save(str(folder / FREQUENCIES))


def _lemmas(row: SearchLanguage) -> Iterator[tuple[str, str]]:
    """Words as they are written, and as they are typed without their accents; and their lemmas.

    A word that is written as another one is typed means itself alone. (A trie takes the same pair
    twice as once, and some dictionaries have millions.)
    """
    known = _dictionary(row.code)
    lemmas = {row.lower(lemma) for lemma in known.values()}
    yield from ((lemma, lemma) for lemma in lemmas)
    words = lemmas.union(map(row.lower, known))
    # To fold is what takes long, so each is folded once.
    typed = {word: folded for word in words if (folded := row.fold(word)) != word}
    for word, lemma in known.items():
        meant, lowered = row.lower(lemma), row.lower(word)
        yield lowered, meant
        for form in {typed.get(lowered, lowered), typed.get(meant, meant)}:
            if form in typed or form not in words:
                yield form, meant


def _dictionary(code: str) -> Mapping[str, str]:
    if not (DATA_FOLDER / f"{code}.plzma").exists():
        return {}
    return DefaultDictionaryFactory(cache_max_size=0).get_dictionary(code)


def _frequencies(row: SearchLanguage) -> dict[str, int]:
    """Ten times the Zipf value of each folded word."""
    found: dict[str, int] = {}
    for word, zipf in _counted(row.code):
        found.setdefault(row.fold(row.lower(word)), round(10 * zipf))
    found.pop("", None)
    return found


def _counted(code: str) -> Iterator[tuple[str, float]]:
    """Words and their Zipf values, the most frequent first."""
    if code not in wordfreq.available_languages():
        return
    for centibels, words in enumerate(wordfreq.get_frequency_list(code)):
        zipf = _FREQUENT_IS - centibels / 100
        if zipf < _LEAST_ZIPF:
            return
        yield from ((word, zipf) for word in words)


if __name__ == "__main__":
    pack(sys.argv[1], Path(sys.argv[2]))
