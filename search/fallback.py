"""Answers in the languages that follow the reader's own, when that one has too little."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from search.engines.base import Answer
from search.hits import hit_of, is_answer
from search.results import Hit

# So many hits of each language may be looked through: they come in one answer with all else.
_MOST = 100


@dataclass(frozen=True, slots=True)
class Foreign:
    """Hits of other languages that belong on this page or are inserted; their number on all
    pages; whether one of the first fits.
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0
    fits: bool = False


NOTHING = Foreign()


def few(page_size: int) -> int:
    """How many foreign hits may stand beside native ones."""
    return max(page_size // 2, 1)


def _hits(answers: Sequence[Answer], reader: str, floor: float) -> Iterator[Hit]:
    for answer in answers:
        yield from (hit_of(match, answer, reader, floor) for match in answer.matches[:_MOST])


def beside(answers: Sequence[Answer], reader: str, floor: float, page_size: int) -> Foreign:
    """Beside answers in the reader's language: a few, and only those that fit."""
    fitting = (hit for hit in _hits(answers, reader, floor) if hit.fits)
    hits = tuple(islice(fitting, few(page_size)))
    return Foreign(hits, len(hits), bool(hits))


def reach(offset: int, page_size: int) -> int:
    """How many hits of each foreign language a page may need."""
    return min(offset + page_size, max(_MOST, page_size))


def instead(
    answers: Sequence[Answer], reader: str, floor: float, offset: int, page_size: int
) -> Foreign:
    """Where there is nothing in the reader's language: the others, one by one."""
    found = list(answers)
    total = sum(min(answer.total, _MOST) for answer in found)
    fits = any(is_answer(match, floor) for answer in found for match in answer.best)
    hits = islice(_hits(found, reader, floor), offset, offset + page_size)
    return Foreign(tuple(hits), total, fits)


def merged(native: list[Hit], foreign: Sequence[Hit], page_size: int) -> list[Hit]:
    """A first page: half of it native hits, then the foreign ones, then more native ones."""
    half = page_size - page_size // 2
    return [*native[:half], *foreign, *native[half:]][:page_size]
