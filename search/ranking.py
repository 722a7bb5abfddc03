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
    siblings: float = 1.2
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
class Coverage:
    """How much of a query a text is said to contain.

    A word weighs the more the rarer it is in its language, and counts less when it stands in
    the body only, was corrected, or is only a part of a compound.
    """

    in_body: float = 0.6
    # All words of the query in title and keywords of the same text in the query's language.
    siblings: float = 0.9
    # A word weighs what its frequency lacks of this (on the scale of Zipf: 3 is one in a million,
    # 7 is "the"), and at least a little; a name, a code or a slip, which no list has, so much.
    commonest: float = 8.0
    least: float = 0.1
    unlisted: float = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fusion:
    """How texts found by their words and texts found by their meaning come into one order."""

    # So many texts near to the query are looked at, in the reader's language and in others.
    own: int = 40
    foreign: int = 20
    # So many are looked at that are found by words, and of each further language.
    window: int = 30
    few: int = 10
    # Those are near whose similarity is not this much smaller than the nearest one's.
    breadth: float = 0.12
    # Shown are those before the score has fallen so much of the way from the first to the text in
    # this place, and those on a level with the first; by words alone, those that contain this
    # share of what the best contains.
    fall: float = 0.8
    tail: int = 10
    level: float = 0.03
    share: float = 0.5
    # A list that has any has so many, if so many are near at all.
    least: int = 8
    # What a passage's vector is summed of: what its text is about, the passage itself, and the
    # text in other languages.
    about: float = 0.35
    stretch: float = 0.35
    siblings: float = 0.3
    # What a perfect match of words adds to the similarity, and the score of words that adds half;
    # and what a text adds that contains all of the query.
    words: float = 0.1
    saturation: float = 20.0
    coverage: float = 0.05
    # An article comes before a question of the community that is better by less than this.
    thread: float = 0.04
    # Of two texts as good, the one in the reader's language; and one in the reader's language
    # comes before what is in others, unless it is worse by more than this.
    foreign_language: float = 0.005
    own_before: float = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """When a text may be called an answer: docs/adr/0015 tells how this was found out."""

    # By words alone: the share of the query that it must contain.
    words: float = 0.16
    # What else a query may mean (another keyboard, another language) must be met by most of it.
    guess: float = 0.5
    # With vectors: its similarity, and the share that it contains with this weight, must not be
    # more than so much below how near the portal's texts are to each other: as
    # search.index.calibrating has measured, and until then the middle of what was measured
    # elsewhere. Or it contains nearly all.
    below: float = 0.06
    apart: float = 0.46
    weight: float = 0.12
    certain: float = 0.6
    # Nearly all, and not in the body only.
    stands_out: float = 0.75
    # So many are shown when none may be called an answer, if they contain so much or are not more
    # than so far below the line.
    unsure: int = 3
    some_words: float = 0.1
    closest: float = 0.06


WEIGHTS = Weights()
FUSION = Fusion()
BOOSTS = Boosts()
COVERAGE = Coverage()
LINE = Line()

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
