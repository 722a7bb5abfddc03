"""Every number that decides an order, in one place. Scores are BM25 before these are applied."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from search.documents import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """How much a match counts, by where and how it matches."""

    # Where a word stands.
    fields: Mapping[str, float] = MappingProxyType(
        {"title": 2.0, "keywords": 2.0, "summary": 1.6, "headings": 0.4, "body": 1.0}
    )
    # How much the other fields add to the best one.
    tie: float = 0.15
    # The word as typed, beside its stem.
    as_typed: float = 0.15
    # Another spelling of it (without accents, joined, in Latin letters).
    spelling: float = 0.5
    # A compound that has the word as a part; two words that the text writes as one.
    compound: float = 0.35
    joined: float = 0.9
    # A word that differs by one letter or two; only for words that nothing contains.
    typo: float = 0.9
    far_typo: float = 0.5
    # Another wording that editors call the same. Texts with the typed words themselves come before
    # those that need it: for each of its words by more than a match can score (some 6 times the
    # logarithm of the number of texts).
    synonym: float = 0.8
    exact_first: float = 100.0
    # A word of the title or keywords of the same text in another language.
    elsewhere: float = 1.2
    # A text that has all words; that has them side by side in the title, or near each other.
    all_words: float = 0.1
    title_phrase: float = 0.2
    phrase: float = 0.3
    phrase_slop: int = 2
    # A title that is what was typed.
    whole_title: float = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Boosts:
    """Gentle factors for quality; the strongest text gains no more than their product."""

    helpful: float = 0.15
    solved: float = 0.10
    fresh: float = 0.05
    half_life: timedelta = timedelta(days=365)


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """When a hit may be called an answer: what share of the query's weight it must contain.

    A word weighs the more the rarer it is in that language, and counts less when it stands in
    the body only, was corrected, or is only a part of a compound.
    """

    answer: float = 0.25
    suggestion: float = 0.4
    in_body: float = 0.6
    # All words of the query in title and keywords of the same text in the query's language.
    elsewhere: float = 0.9
    # Fewer answers than this in the reader's language: those of the fallback languages follow.
    too_few: int = 3


WEIGHTS = Weights()
BOOSTS = Boosts()
FLOOR = Floor()

MOST_TERMS = 24
MOST_CHARACTERS = 1_000
MOST_RESULTS = 1_000


def enough(words: int) -> int:
    """How many of a query's words a text must have where the order does not tell: two thirds."""
    return max(-(-2 * words // 3), 1)


def quality(document: Document, at: datetime, boosts: Boosts = BOOSTS) -> float:
    """The factor, 1 or a little more, by which a text's own merit raises its score."""
    factor = 1.0
    if document.helpful is not None:
        factor *= 1 + boosts.helpful * min(max(document.helpful, 0.0), 1.0)
    if document.solved:
        factor *= 1 + boosts.solved
    if document.changed_at is not None:
        age = max((at - document.changed_at) / boosts.half_life, 0.0)
        factor *= 1 + boosts.fresh * math.exp2(-age)
    return factor
