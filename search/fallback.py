"""Answers in the languages that follow the reader's own, when that one has too little."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from search.engines.base import Answer, Engine
from search.filters import Filters
from search.hits import hit_of
from search.queries import Query
from search.results import Hit


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
        yield from (hit_of(match, answer, codes[0]) for match in answer.matches)


def beside(answers: Sequence[Answer], codes: Sequence[str], page_size: int) -> Foreign:
    """Beside answers in the reader's language: a few, and only those that fit."""
    fitting = (hit for hit in _foreign_hits(answers, codes) if hit.fits)
    hits = tuple(islice(fitting, few(page_size)))
    return Foreign(hits, len(hits))


def instead(
    engine: Engine,
    filters: Filters,
    queries: Sequence[Query],
    codes: Sequence[str],
    answers: Sequence[Answer],
    offset: int,
    page_size: int,
) -> Foreign:
    """Where there is nothing in the reader's language: all of the others, one by one."""
    foreign = [answers[number] for number in range(1, len(codes))]
    total = sum(answer.total for answer in foreign)
    if offset == 0:
        return Foreign(tuple(islice(_foreign_hits(answers, codes), page_size)), total)
    return Foreign(_further(engine, filters, queries, codes, foreign, offset, page_size), total)


def _further(
    engine: Engine,
    filters: Filters,
    queries: Sequence[Query],
    codes: Sequence[str],
    answers: Sequence[Answer],
    offset: int,
    page_size: int,
) -> tuple[Hit, ...]:
    requests = []
    end = offset + page_size
    before = 0
    for number, (query, answer) in enumerate(zip(queries, answers, strict=True)):
        start = max(offset - before, 0)
        stop = min(end - before, answer.total)
        if start < stop:
            readers = codes[: number + 1]
            requests.append(filters.request(query, readers, start, stop - start))
        before += answer.total
    further = engine.search(requests)
    return tuple(hit_of(match, one, codes[0]) for one in further for match in one.matches)


def merged(native: list[Hit], foreign: Sequence[Hit], page_size: int) -> list[Hit]:
    """A first page: half of it native hits, then the foreign ones, then more native ones."""
    half = page_size - page_size // 2
    return [*native[:half], *foreign, *native[half:]][:page_size]
