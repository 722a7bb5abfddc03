"""Answers in the languages that follow the reader's own, when that one has too little."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from search.engines.base import Answer
from search.hits import hit_of
from search.results import Hit

# So many hits of each language may be looked through: they come in one answer with all else.
_MOST = 100


@dataclass(frozen=True, slots=True)
class Foreign:
    """Hits of the fallback languages that belong on this page or are inserted; their number."""

    hits: tuple[Hit, ...] = ()
    total: int = 0


def few(page_size: int) -> int:
    """How many foreign hits may stand beside native ones."""
    return max(page_size // 2, 1)


def _foreign_hits(answers: Sequence[Answer], codes: Sequence[str]) -> Iterator[Hit]:
    for number in range(1, len(codes)):
        answer = answers[number]
        yield from (hit_of(match, answer, codes[0]) for match in answer.matches[:_MOST])


def beside(answers: Sequence[Answer], codes: Sequence[str], page_size: int) -> Foreign:
    """Beside answers in the reader's language: a few, and only those that fit."""
    fitting = (hit for hit in _foreign_hits(answers, codes) if hit.fits)
    hits = tuple(islice(fitting, few(page_size)))
    return Foreign(hits, len(hits))


def reach(offset: int, page_size: int) -> int:
    """How many hits of each fallback language a page may need."""
    return min(offset + page_size, max(_MOST, page_size))


def instead(
    answers: Sequence[Answer], codes: Sequence[str], offset: int, page_size: int
) -> Foreign:
    """Where there is nothing in the reader's language: the others, one by one."""
    total = sum(min(answers[number].total, _MOST) for number in range(1, len(codes)))
    hits = islice(_foreign_hits(answers, codes), offset, offset + page_size)
    return Foreign(tuple(hits), total)


def merged(native: list[Hit], foreign: Sequence[Hit], page_size: int) -> list[Hit]:
    """A first page: half of it native hits, then the foreign ones, then more native ones."""
    half = page_size - page_size // 2
    return [*native[:half], *foreign, *native[half:]][:page_size]
