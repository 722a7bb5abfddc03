"""What an index knows of words: the one thing that expansion asks an engine."""

import math
from collections.abc import Sequence
from typing import Protocol

from search.analysis.vocabulary import Similar
from search.queries import Term


class Lexicon(Protocol):
    """The words of the texts in one language that one audience may see.

    No word is known by a text that this audience may not see: such a text neither lets a slip
    pass for a word, nor weighs a word, nor is a word of it offered.
    """

    @property
    def texts(self) -> int:
        """How many texts there are."""

    def frequency(self, term: Term) -> int:
        """How many of them have a term, however they spell it."""

    def is_written(self, word: str) -> bool:
        """Whether a text has a folded word just so."""

    def is_joined(self, word: str) -> bool:
        """Whether a text has two words as this one, be it with a hyphen."""

    def has_longer(self, term: Term) -> bool:
        """Whether a text has longer words that begin or end with a term."""

    def has_begun(self, term: Term) -> bool:
        """Whether a title has a word that begins with what was typed of a term."""

    def similar(self, word: str) -> Sequence[Similar]:
        """Words near to a folded one, as many as the engine can find, in any order.

        One without a frequency may be of texts that the audience may not see: it is tried, and
        stands in no other's way.
        """


def rarity(frequency: int, texts: int) -> float:
    """How rare a word is that so many of the texts have (as in BM25): the rarer, the heavier."""
    return math.log(1 + (max(texts - frequency, 0) + 0.5) / (frequency + 0.5))
