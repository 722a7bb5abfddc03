"""The form of a word that stands in a dictionary: what all its other forms share.

Stems tell by the ending alone, so they part what is one word (κωδικός, κωδικό) where an ending
is rare, and they do not know what changes within (bok, böcker). A lemma is looked up; where the
dictionary lacks the word, an ending is taken off and the rest looked up.
"""

from search.analysis import irregular
from search.analysis.dictionary.words import dictionary
from search.analysis.inflection import guesses
from search.analysis.languages import SearchLanguage

# What no dictionary has is a word from this frequency on.
_FREQUENT = 2.5


class Lemmas:
    """Finds lemmas in one language. Safe to share between threads."""

    def __init__(self, row: SearchLanguage) -> None:
        self._row = row
        self._dictionary = dictionary(row.code)
        self._irregular = irregular.lemmas(row.code)

    def of(self, lowered: str) -> set[str]:
        """The folded lemmas of a word in lower case: the word itself when it has no other.

        Where no dictionary is, both: the word, and what it may be the plural of.
        """
        folded = self._row.fold(lowered)
        known = {self._row.fold(one) for one in self._looked_up(lowered, folded)}
        best = max(map(self._dictionary.zipf, known), default=0.0)
        guessed = {
            one
            for one in guesses(self._row.code, folded)
            if self._is_word(one) and self._dictionary.zipf(one) > best
        }
        if not self._dictionary.has_lemmas:
            known.add(folded)
        return known | guessed or {folded}

    def is_frequent(self, folded: str) -> bool:
        """Whether a folded word is surely one of its own."""
        return self._dictionary.zipf(folded) >= _FREQUENT

    def _looked_up(self, lowered: str, folded: str) -> tuple[str, ...]:
        found = self._dictionary.lemmas(lowered) or self._dictionary.lemmas(folded)
        if lowered in found:
            # It is a form of another word, too (dør: door, and dies), but hardly meant as one.
            found = (lowered,)
        other = self._irregular.get(lowered)
        return (*found, other) if other else found

    def _is_word(self, folded: str) -> bool:
        """Whether it is a word in its first form, as far as anybody knows."""
        known = self._dictionary.lemmas(folded)
        if known:
            return any(self._row.fold(one) == folded for one in known)
        return self.is_frequent(folded)
