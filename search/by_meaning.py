"""Searching by words and by meaning together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from search.engines.base import Answer, Engine, Match, Request
from search.fallback import few
from search.fusion import Placed, confidence, fused
from search.hits import hit_of, is_answer
from search.queries import Query
from search.ranking import CONFIDENCE, FUSION
from search.readers import Reader
from search.results import Hit, Results
from search.semantic.asking import Meaning
from search.tuning import pinning


@dataclass(frozen=True, slots=True)
class _Found:
    """All that was found. The pinned come first, then what is in the common order, then the rest.

    `start`: so many of those found by words alone were left out before the first of
    `native.matches`; 0 unless the page is beyond the common order.
    """

    native: Answer
    start: int
    pinned: Sequence[Match]
    placed: Sequence[Placed]

    @property
    def total(self) -> int:
        """How many there are."""
        among = 0 if self.start else min(self.native.total, FUSION.window)
        return len(self.pinned) + len(self.placed) + self.native.total - among

    def page(self, offset: int, size: int) -> list[Placed]:
        """So many of them from there on."""
        front = [*(Placed(match, 0.0) for match in self.pinned), *self.placed]
        if self.start:
            rest = [Placed(match, 0.0) for match in self.native.matches]
            first = offset - len(front) - self.start
            return rest[first : first + size]
        rest = [Placed(match, 0.0) for match in self.native.matches[FUSION.window :]]
        return [*front, *rest][offset : offset + size]


def search(
    engine: Engine,
    reader: Reader,
    queries: Sequence[Query],
    pins: Sequence[str],
    guesses: Sequence[Request],
    meaning: Meaning,
) -> tuple[Results, Sequence[Answer]]:
    """A page of answers, and what the guesses asked with it found; raises EngineError.

    What is near in any language and the best by words are in one order, the same for every page;
    what else has the words in the reader's language follows.
    """
    query, *fallbacks = queries
    filters = replace(reader.filters, without=(*reader.filters.without, *pins))
    # Which pins there are, and which texts of other languages come in between, is known only
    # afterwards: a page of the rest may begin this much earlier.
    between = few(reader.page_size)
    back = min(reader.offset, len(pins) + between * len(fallbacks))
    own = replace(
        filters.request(query, (), reader.offset - back, reader.page_size + back),
        vector=meaning.vector,
        prefers=reader.codes[1:],
        judged=0,
    )
    others = [
        filters.request(one, reader.codes[:number], 0, between)
        for number, one in enumerate(fallbacks, start=1)
    ]
    wanted = pinning.wanted([own, *others], pins)
    answers = engine.search([own, *others, *wanted, *guesses])
    ends = 1 + len(others), 1 + len(others) + len(wanted)
    native, foreign, first = answers[0], answers[1 : ends[0]], answers[ends[0] : ends[1]]
    start, _number = own.others(len(native.near))
    found = _Found(
        native,
        start,
        pinning.in_order(first, pins, reader.filters.without),
        fused(native, start, foreign, reader.locale),
    )
    return _results(engine.name, reader, query, meaning, found), answers[ends[1] :]


def _results(
    engine: str, reader: Reader, query: Query, meaning: Meaning, found: _Found
) -> Results:
    weak = not found.pinned and not _is_answered(found, meaning)
    shown = found.page(reader.offset, reader.page_size)
    return Results(
        query=query.text,
        locale=reader.locale,
        engine=engine,
        total=found.total,
        native=found.total,
        did_you_mean=found.native.correction if _needs_correction(found, weak) else "",
        results=tuple(_hit(one, found.native, reader.locale, weak) for one in shown),
        weak=weak,
        page=reader.page,
        page_size=reader.page_size,
    )


def _is_answered(found: _Found, meaning: Meaning) -> bool:
    if not found.native.near:
        return any(is_answer(one.match) for one in found.placed)
    return confidence(found.native, found.placed, meaning) >= CONFIDENCE.least


def _needs_correction(found: _Found, weak: bool) -> bool:
    """Not when what comes first was found without the words that are unknown."""
    return weak or not found.placed or found.placed[0].match.cover > 0


def _hit(one: Placed, answer: Answer, reader: str, weak: bool) -> Hit:
    """A hit fits when its words do, or when it is near and something near is an answer."""
    is_near = one.similarity is not None and not weak
    fits = is_near or is_answer(one.match)
    return replace(hit_of(one.match, answer, reader, fits=fits), score=round(one.score, 4))
