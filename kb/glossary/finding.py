"""Finds the words of a glossary in a text, whatever form they stand in there.

Words are taken apart as search takes them apart, but search may find too much and this must not:
a stem that two words of the dictionary share (settings, set) does not make them one.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from search.analysis.analyser import Analyser, Forms, Token, analyser
from search.analysis.dictionary.words import dictionary

_BETWEEN = frozenset(" \u00a0\u202f\n\t-‐‑")
_MOST_BETWEEN = 3
_NONE: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Wording:
    """Something that a term is called in a language, or must not be called."""

    text: str
    term: str
    is_forbidden: bool = False


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Where wordings stand in a text: more than one where terms share a word."""

    start: int
    end: int
    wordings: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a wording: what it is compared by, and whether it is meant in capitals alone."""

    forms: Forms
    lemmas: frozenset[str]
    is_known: bool
    capitals: str

    @property
    def keys(self) -> frozenset[str]:
        return self.lemmas | {self.forms.word, self.forms.stem}


type _Fit = tuple[Wording, int]
"""A wording, and how many tokens it takes."""


class Finder:
    """Finds wordings of one language. Safe to share between threads."""

    def __init__(self, locale: str, wordings: Iterable[Wording]) -> None:
        self._analyser: Analyser = analyser(locale)
        self._dictionary = dictionary(locale)
        self._wordings: list[tuple[Wording, Sequence[_Word]]] = []
        self._begins: set[str] = set()
        # By place in them and key, and by how many words they have: the numbers of wordings.
        self._by_word: dict[tuple[int, str], set[int]] = defaultdict(set)
        self._by_length: dict[int, set[int]] = defaultdict(set)
        self._unspaced: dict[str, list[Wording]] = defaultdict(list)
        for wording in wordings:
            self._add(wording)
        longest_first = sorted(self._unspaced, key=lambda one: (-len(one), one))
        pattern = "|".join(map(re.escape, longest_first))
        self._pattern = re.compile(pattern, re.IGNORECASE) if pattern else None

    def find(self, text: str) -> list[Occurrence]:
        """Where they stand, in order. No word is in two places: the longest wording has it.

        Of two that are as long, the one that stands there to the letter; then the one that may be
        used.
        """
        if self._pattern:
            return self._in_unspaced(self._pattern, text)
        if not self._may_hold(text):
            return []
        tokens, found, at = list(self._analyser.tokens(text)), [], 0
        while at < len(tokens):
            fitting = list(self._fitting(tokens, at, text))
            count, wordings = _best(fitting, tokens[at:], text) if fitting else (1, ())
            if wordings:
                found.append(Occurrence(tokens[at].start, tokens[at + count - 1].end, wordings))
            at += count
        return found

    def terms(self, text: str) -> set[str]:
        """The terms that a text speaks of at all, also within longer words and wordings."""
        if self._pattern:
            hits = self._in_unspaced(self._pattern, text)
            return {wording.term for one in hits for wording in one.wordings}
        if not self._may_hold(text):
            return set()
        tokens = list(self._analyser.tokens(text))
        fitting = (self._fitting(tokens, at, text, within=True) for at in range(len(tokens)))
        return {wording.term for some in fitting for wording, _count in some}

    def _add(self, wording: Wording) -> None:
        if self._analyser.row.pairs:
            self._unspaced[wording.text.lower()].append(wording)
            return
        words = [
            self._word(wording.text[token.start : token.end], token.forms)
            for token in self._analyser.tokens(wording.text)
        ]
        if not words:
            return
        number = len(self._wordings)
        self._wordings.append((wording, words))
        self._begins |= words[0].keys
        self._by_length[len(words)].add(number)
        for place, word in enumerate(words):
            for key in word.keys:
                self._by_word[place, key].add(number)

    def _word(self, written: str, forms: Forms) -> _Word:
        row = self._analyser.row
        lemmas = {f"={forms.word}"}
        if not row.maybe_attached:
            # Where a first letter may be a word of its own, some would be of the rest.
            lemmas |= {one for one in forms.extra if one.startswith("=")}
        letters = [letter for letter in written if letter.isalpha()]
        is_capitals = len(letters) > 1 and written.isupper()
        return _Word(
            forms, frozenset(lemmas), self._is_known(written), written if is_capitals else ""
        )

    def _is_known(self, written: str) -> bool:
        return bool(self._dictionary.lemmas(self._analyser.row.lower(written)))

    def _may_hold(self, text: str) -> bool:
        spread = self._analyser.spread
        pieces = set(self._analyser.pieces(text))
        return any(not self._begins.isdisjoint(spread[piece]) for piece in pieces)

    def _maybe(self, tokens: Sequence[Token], at: int) -> set[int]:
        """The wordings whose words may stand here: of thousands that begin alike, few are left."""
        found: set[int] = set()
        left = self._with(0, tokens[at])
        for place in range(1, len(tokens) - at + 1):
            found |= left & self._by_length.get(place, _NONE)
            if not left or at + place == len(tokens):
                break
            left &= self._with(place, tokens[at + place])
        return found

    def _with(self, place: int, token: Token) -> set[int]:
        keys = ((place, key) for key in token.forms.all)
        return set[int]().union(*(self._by_word[one] for one in keys if one in self._by_word))

    def _fitting(
        self, tokens: Sequence[Token], at: int, text: str, *, within: bool = False
    ) -> Iterator[_Fit]:
        """The wordings that begin at a token, with how many tokens they take."""
        for number in sorted(self._maybe(tokens, at)):
            wording, words = self._wordings[number]
            some = tokens[at : at + len(words)]
            if _are_together(some, text) and all(
                self._is_form(token, word, text)
                or (not wording.is_forbidden and self._has(token, word, text, within=within))
                for token, word in zip(some, words, strict=True)
            ):
                yield wording, len(words)

    def _is_form(self, token: Token, word: _Word, text: str) -> bool:
        """Whether a token is a form of a word."""
        written = text[token.start : token.end]
        return _is_written_as(written, word) and self._is_one_of(token.forms, written, word)

    def _has(self, token: Token, word: _Word, text: str, *, within: bool) -> bool:
        """Whether a token is a compound of a word's kind, as gulvtermostat is a termostat.

        `within`: or has it anywhere within.
        """
        written = text[token.start : token.end]
        if word.keys.isdisjoint(token.forms.parts) or not _is_written_as(written, word):
            return False
        parts = self._analyser.parts(self._analyser.row.lower(written))
        if within or not parts:
            return within
        return self._is_one_of(self._analyser.forms(parts[-1]), parts[-1], word)

    def _is_one_of(self, forms: Forms, written: str, word: _Word) -> bool:
        if forms.word == word.forms.word or not word.lemmas.isdisjoint(forms.extra):
            return True
        if word.forms.stem not in (forms.stem, *forms.extra):
            return False
        return not (word.is_known and self._is_known(written))

    def _in_unspaced(self, pattern: re.Pattern[str], text: str) -> list[Occurrence]:
        return [
            Occurrence(match.start(), match.end(), tuple(self._unspaced[match[0].lower()]))
            for match in pattern.finditer(text)
            if match[0].lower() in self._unspaced
        ]


def _best(
    fitting: Sequence[_Fit], tokens: Sequence[Token], text: str
) -> tuple[int, tuple[Wording, ...]]:
    """How many tokens the best of what fits takes, and all that is as good."""

    def rank(one: _Fit) -> tuple[int, bool, bool]:
        wording, count = one
        written = text[tokens[0].start : tokens[count - 1].end]
        return count, _is_same(written, wording.text), not wording.is_forbidden

    best = max(map(rank, fitting))
    return best[0], tuple(one[0] for one in fitting if rank(one) == best)


def _are_together(tokens: Sequence[Token], text: str) -> bool:
    gaps = (text[one.end : two.start] for one, two in pairwise(tokens))
    return all(len(gap) <= _MOST_BETWEEN and _BETWEEN.issuperset(gap) for gap in gaps)


def _is_written_as(written: str, word: _Word) -> bool:
    """Whether it has capitals where they are meant."""
    return written.startswith(word.capitals)


def _is_same(written: str, wording: str) -> bool:
    return written.casefold() == wording.casefold()
