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
    # What else a query may mean (another keyboard, another language) must be met by most of it.
    guess: float = 0.5
    in_body: float = 0.6
    # All words of the query in title and keywords of the same text in the query's language.
    elsewhere: float = 0.9
    # Fewer answers than this in the reader's language: those of the fallback languages follow.
    too_few: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Fusion:
    """How texts found by their words and texts found by their meaning come into one order."""

    # So many texts near to the query are looked at, in the reader's language and in others.
    own: int = 60
    foreign: int = 20
    # Those are near whose similarity is not this much smaller than the nearest one's.
    breadth: float = 0.12
    # What a passage's vector is summed of: what its text is about, the passage itself, and the
    # text in other languages.
    about: float = 0.35
    stretch: float = 0.35
    siblings: float = 0.3
    # So many of the others, found by words alone, are in the same order; the rest follows.
    window: int = 20
    # What a perfect match of words adds to the similarity, and the score of words that adds half.
    words: float = 0.2
    saturation: float = 40.0
    # Of two texts as good, the one in the reader's language.
    foreign_language: float = 0.005


@dataclass(frozen=True, slots=True, kw_only=True)
class Confidence:
    """When what was found with the help of meaning may be called an answer.

    A logistic regression (L2 penalty 1 on standardised values) on 150 answerable and 50
    unanswerable queries in five languages, both engines together; 0.5 is where it is cut. On these
    queries it refuses 84 % and wrongly 3 to 4 %. Fitted on four languages and judged on the fifth,
    and so on, it refuses 78 to 86 % where 5 % are wrongly refused. docs/adr/0015 tells more.
    """

    constant: float = -7.35
    # The similarity of the nearest text, and how far it is before the tenth.
    nearest: float = 50.8
    lead: float = -50.6
    # The best cover of the query's words: among the best by words, and among the nearest.
    cover: float = 1.7
    near_cover: float = 3.9
    # How near the query is to the nearest topics of all the world: see search.semantic.elsewhere.
    nearest_topic: float = -52.7
    nearest_topics: float = 25.8
    # The lead is the distance to the text in this place.
    tenth: int = 10
    least: float = 0.5

    def of(
        self,
        *,
        nearest: float,
        lead: float,
        cover: float,
        near_cover: float,
        nearest_topic: float,
        nearest_topics: float,
    ) -> float:
        """The confidence, 0 to 1."""
        exponent = (
            self.constant
            + self.nearest * nearest
            + self.lead * lead
            + self.cover * cover
            + self.near_cover * near_cover
            + self.nearest_topic * nearest_topic
            + self.nearest_topics * nearest_topics
        )
        return 1 / (1 + math.exp(-exponent))


WEIGHTS = Weights()
FUSION = Fusion()
CONFIDENCE = Confidence()
BOOSTS = Boosts()
FLOOR = Floor()

MOST_TERMS = 24
MOST_CHARACTERS = 1_000
MOST_RESULTS = 1_000


def enough(words: int) -> int:
    """How many of a query's words a text must have where one says too little: two thirds."""
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
