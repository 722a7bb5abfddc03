"""What a compound consists of: gulvvarmeanlægget is gulv, varme and anlæg.

It is taken apart where its parts are words of the dictionary, the fewest and longest. Only texts
are, never what is typed: so a compound is found by its parts, and they are not found by it.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from search.analysis.dictionary.words import dictionary
from search.analysis.languages import SearchLanguage
from search.analysis.lemmas import Lemmas

_SHORTEST = 6
_SHORTEST_PART = 3
# A short word is a part only when it is frequent: others are within any word by chance. So are
# parts of what the dictionary has as one word.
_LEAST_ZIPF = {3: 4.0, 4: 3.0}
_LEAST_ZIPF_IN_KNOWN = 2.5
_LEAST_ZIPF_UNPROVEN = 3.0
# Electricity, in all the Nordic languages.
_SHORT_FIRSTS = frozenset({"el"})
# What ends words without being one of their own there.
_SUFFIXES = frozenset({"het", "hets", "hed", "heds", "ring", "ling", "ning", "are"})
_RARE = 2.0
_MOST_KEPT = 5_000


class Part(NamedTuple):
    """A word within a word: as it is written there, with what links it; and its lemma."""

    written: str
    lemma: str


type Parts = tuple[Part, ...]


class Compounds:
    """Takes words of one language apart. Safe to share between threads."""

    def __init__(self, row: SearchLanguage, lemmas: Lemmas) -> None:
        self._row = row
        self._lemmas = lemmas
        self._dictionary = dictionary(row.code)
        self._joints = (*((link, "") for link in row.linking), *row.shortened)
        self.apart = lru_cache(maxsize=_MOST_KEPT)(self._apart)
        """The parts of a word; none when it is one word."""

    def within(self, lowered: str) -> set[str]:
        """The folded lemmas of all words within a word, and of neighbours among them together."""
        found: set[str] = set()
        for word in self._dictionary.lemmas(lowered) or (lowered,):
            parts = self.apart(word)
            for begin, end in combinations(range(len(parts) + 1), 2):
                if end - begin < len(parts):
                    start = "".join(part.written for part in parts[begin : end - 1])
                    found |= {self._row.fold(start + one) for one in self._means(parts[end - 1])}
        return found

    def _means(self, part: Part) -> set[str]:
        """Its lemma, and what else it may be as it is written (have: garden; hav: sea)."""
        return {part.lemma, *self._lemmas.of(part.written)}

    def _apart(self, word: str) -> Parts:
        is_known = self._is_lemma(word)
        ways = [
            (*first, *last)
            for at in range(2, len(word) - _SHORTEST_PART + 1)
            if len(word) >= _SHORTEST
            for last in self._as_last(word[at:], is_known)
            for first in self._as_first(word[:at], is_known)
        ]
        return max(ways, key=self._worth, default=())

    def _as_last(self, part: str, in_known: bool) -> Iterator[Parts]:
        """What ends a word: in a lemma a lemma, else a word in any form."""
        known = self._dictionary.lemmas(part)
        for lemma in (part,) if part in known else () if in_known else known:
            if self._is_likely(lemma, in_known):
                yield self.apart(lemma) or (Part(part, lemma),)

    def _as_first(self, part: str, in_known: bool) -> Iterator[Parts]:
        """What begins a word: a lemma, and what links it; a compound; a word of no dictionary."""
        lemmas = [
            (word, link, lacking)
            for link, lacking in self._joints
            if part.endswith(link) and (word := part.removesuffix(link) + lacking)
            if word in _SHORT_FIRSTS or (self._is_lemma(word) and self._is_likely(word, in_known))
        ]
        for word, link, lacking in lemmas:
            *before, last = self.apart(word) or (Part(word, word),)
            yield (*before, Part(last.written.removesuffix(lacking) + link, last.lemma))
        if compound := self.apart(part):
            yield compound
        elif not lemmas and self._is_unproven_word(part):
            yield (Part(part, part),)

    def _is_unproven_word(self, part: str) -> bool:
        """Whether it is frequent, and in no dictionary (utomhus)."""
        if len(part) <= _SHORTEST_PART or self._dictionary.lemmas(part):
            return False
        return self._dictionary.zipf(self._row.fold(part)) >= _LEAST_ZIPF_UNPROVEN

    def _is_lemma(self, word: str) -> bool:
        return word in self._dictionary.lemmas(word)

    def _is_likely(self, lemma: str, in_known: bool) -> bool:
        folded = self._row.fold(lemma)
        if len(lemma) < _SHORTEST_PART or lemma in _SUFFIXES or folded in self._row.stop_words:
            return False
        least = _LEAST_ZIPF.get(len(lemma), _LEAST_ZIPF_IN_KNOWN if in_known else 0.0)
        return self._dictionary.zipf(folded) >= least

    def _worth(self, parts: Parts) -> int:
        """The fewer and longer, the better; rare words are worth half."""
        return sum(
            len(part.written) ** 2
            * (2 if self._dictionary.zipf(self._row.fold(part.lemma)) > _RARE else 1)
            for part in parts
        )
