"""How alike searches are by their words, within a language: by search's own analysis.

Two words are the same when they share a form (stem, lemma, spelling, a synonym in force), or when
one is a slip of the other; they are akin when one is a part of the other. Words that many searches
of the language have in common say little about any.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from search.analysis.analyser import analyser
from search.analysis.vocabulary import Vocabulary
from search.queries import Term, slips
from search.tuning import in_force

type Matrix = npt.NDArray[np.float64]

_SAME = 1.0
_SLIP = 0.9
_PART = 0.6
_COMMON_PART = 0.4


@dataclass(frozen=True, slots=True)
class Said:
    """A search: its language and what was typed."""

    locale: str
    text: str


@dataclass(frozen=True, slots=True)
class _Word:
    """A word as it was typed, folded: its forms, and what it has in it or means in several."""

    text: str
    forms: frozenset[str]
    parts: frozenset[str]
    is_code: bool


def by_words(said: Sequence[Said]) -> Matrix:
    """For each two of n searches how alike they are, from 0 to 1: n × n.

    The weight of the words that they share, in the weight of all their words (Dice's measure).
    """
    alike = np.zeros((len(said), len(said)))
    places: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(said):
        places[one.locale].append(place)
    for locale, here in places.items():
        alike[np.ix_(here, here)] = _in_language(locale, [said[place].text for place in here])
    return alike


def _in_language(locale: str, texts: Sequence[str]) -> Matrix:
    typed = [_words(text, locale) for text in texts]
    held = _Held(locale, typed)
    shared = np.zeros((len(typed), len(typed)))
    totals = np.zeros(len(typed))
    for place, words in enumerate(typed):
        for word in words:
            weight = held.weight(word)
            totals[place] += weight
            for other, strength in held.searches_with(word).items():
                shared[place, other] += weight * strength
    both = totals[:, None] + totals[None, :]
    return (shared + shared.T) / np.where(both > 0, both, 1.0)


class _Held:
    """Which searches of a language hold which words, and how words meet each other."""

    def __init__(self, locale: str, typed: Sequence[Sequence[_Word]]) -> None:
        self._locale = locale
        self._count = len(typed)
        self._searches: dict[_Word, list[int]] = defaultdict(list)
        for place, words in enumerate(typed):
            for word in words:
                self._searches[word].append(place)
        self._by_form = _named((form, one) for one in self._searches for form in one.forms)
        self._by_part = _named((part, one) for one in self._searches for part in one.parts)
        self._by_text = _named((one.text, one) for one in self._searches if not one.is_code)
        self._vocabulary = Vocabulary(self._beginning_with)
        self._met: dict[_Word, Mapping[_Word, float]] = {}

    def weight(self, word: _Word) -> float:
        """Much for a word that few searches have."""
        same = (one for one, strength in self._meeting(word).items() if strength == _SAME)
        holding = {place for one in same for place in self._searches[one]}
        return math.log(1 + self._count / len(holding))

    def searches_with(self, word: _Word) -> dict[int, float]:
        """The searches that have it, or something like it, and how much it is that."""
        found: dict[int, float] = {}
        for other, strength in self._meeting(word).items():
            for place in self._searches[other]:
                found[place] = max(found.get(place, 0.0), strength)
        return found

    def _meeting(self, word: _Word) -> Mapping[_Word, float]:
        if word not in self._met:
            self._met[word] = self._look_up(word)
        return self._met[word]

    def _look_up(self, word: _Word) -> Mapping[_Word, float]:
        found: dict[_Word, float] = {}
        rules = (
            (word.parts, self._by_part, _COMMON_PART),
            (word.forms, self._by_part, _PART),
            (word.parts, self._by_form, _PART),
            (word.forms, self._by_form, _SAME),
        )
        for names, index, strength in rules:
            found |= {other: strength for name in names for other in index.get(name, ())}
        for other in self._slips(word):
            found[other] = max(found.get(other, 0.0), _SLIP)
        return found

    def _slips(self, word: _Word) -> Iterable[_Word]:
        """What it is typed for, or is typed for it: the same from either side."""
        if word.is_code:
            return
        for near in self._vocabulary.similar(word.text):
            one, other = (near._replace(word=text) for text in (near.word, word.text))
            if slips.meant(word.text, [one], self._locale) or slips.meant(
                near.word, [other], self._locale
            ):
                yield from self._by_text[near.word]

    def _beginning_with(self, first: str) -> Iterable[tuple[str, int]]:
        return ((text, 1) for text in self._by_text if text.startswith(first))


def _named(pairs: Iterable[tuple[str, _Word]]) -> Mapping[str, Sequence[_Word]]:
    found: dict[str, list[_Word]] = defaultdict(list)
    for name, word in pairs:
        found[name].append(word)
    return found


def _words(text: str, locale: str) -> Sequence[_Word]:
    query = in_force.current().of(locale).parse(text)
    takes_apart = analyser(locale)
    return [
        _word(term, takes_apart.forms(query.text[term.start : term.end], term.is_code).parts)
        for term in query.terms
    ]


def _word(term: Term, parts: Iterable[str]) -> _Word:
    alone = {form for way in term.synonyms if len(way) == 1 for form in _forms(way[0])}
    several = {
        form for way in term.synonyms if len(way) > 1 for one in way for form in _forms(one)
    }
    forms = frozenset({*_forms(term), *alone})
    return _Word(term.word, forms, frozenset({*parts, *several}) - forms, term.is_code)


def _forms(term: Term) -> tuple[str, ...]:
    return (term.word, term.stem, *term.spellings)
