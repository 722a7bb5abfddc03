"""How much of a query a document contains: the same judgement whatever engine found it."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from search.ranking import FLOOR


@dataclass(frozen=True, slots=True)
class Wanted:
    """A term's weight, and ways to meet it: sets of forms that must all occur, with a factor."""

    weight: float
    ways: tuple[tuple[frozenset[str], ...], ...]
    factors: tuple[float, ...]


def cover(prominent: Set[str], anywhere: Set[str], wanted: Sequence[Wanted]) -> float:
    """The share (0 to 1) of the wanted weight that a document contains.

    `prominent` are the forms (stems, words, spellings) in title, keywords, summary and headings,
    `anywhere` those of the whole document.
    """
    total = sum(one.weight for one in wanted)
    met = sum(one.weight * _met(one, prominent, anywhere) for one in wanted)
    return met / total if total else 0.0


def _met(wanted: Wanted, prominent: Set[str], anywhere: Set[str]) -> float:
    best = 0.0
    for way, factor in zip(wanted.ways, wanted.factors, strict=True):
        if factor > best and all(not part.isdisjoint(anywhere) for part in way):
            stands_out = all(not part.isdisjoint(prominent) for part in way)
            best = max(best, factor if stands_out else factor * FLOOR.in_body)
    return best
