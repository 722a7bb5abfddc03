"""Texts found by their meaning and texts found by their words, in one order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from search.engines.base import Answer, Match
from search.ranking import CONFIDENCE, FLOOR, FUSION
from search.semantic.asking import Meaning


@dataclass(frozen=True, slots=True)
class Placed:
    """A text in the common order. `similarity` is None where only its words were found."""

    match: Match
    score: float
    similarity: float | None = None


def fused(native: Answer, start: int, fallbacks: Iterable[Answer], readers: str) -> list[Placed]:
    """The best first: what is near, the first of the others, and what fits in other languages.

    The first of the others are there only when the answer's others begin at `start` 0. A text that
    is only found by its words counts as no nearer than the last that is near.
    """
    least = min((one.similarity for one in native.near), default=0.0)
    by_words = {
        match.document.uid: match
        for answer in fallbacks
        for match in answer.matches
        if match.cover >= FLOOR.answer
    }
    placed = []
    for near in native.near:
        match = by_words.pop(near.match.document.uid, near.match)
        placed.append(Placed(match, _score(match, near.similarity, readers), near.similarity))
    references = {one.match.document.reference for one in placed}
    others = () if start else native.matches[: FUSION.window]
    for match in (*others, *by_words.values()):
        if match.document.reference not in references:
            references.add(match.document.reference)
            placed.append(Placed(match, _score(match, least, readers)))
    return sorted(placed, key=lambda one: -one.score)


def _score(match: Match, similarity: float, readers: str) -> float:
    by_words = match.score / (match.score + FUSION.saturation) if match.score > 0 else 0.0
    foreign = 0.0 if match.document.locale == readers else FUSION.foreign_language
    return similarity + FUSION.words * by_words - foreign


def confidence(native: Answer, placed: Sequence[Placed], meaning: Meaning) -> float:
    """How sure it is that there is an answer (0 to 1): a logistic function of what was found.

    Its numbers, and how they were obtained, are in search.ranking.
    """
    if not native.near:
        return 0.0
    similar = sorted((one.similarity for one in native.near), reverse=True)
    by_words = sorted((one.match for one in placed), key=lambda match: -match.score)
    own = [one.match for one in native.near if one.match.score > 0 or one.match.cover > 0]
    return CONFIDENCE.of(
        nearest=similar[0],
        lead=similar[0] - similar[min(CONFIDENCE.tenth, len(similar)) - 1],
        cover=max((match.cover for match in by_words[:3]), default=0.0),
        near_cover=max((match.cover for match in own[:5]), default=0.0),
        nearest_topic=meaning.nearest_topic,
        nearest_topics=meaning.nearest_topics,
    )
