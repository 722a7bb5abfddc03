"""What is asked of an engine for a query, and the listing that its answers make.

Each interpretation of a query is one request for each language: the reader's own, which is asked
for what is near in any language as well, and those that follow it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from search.engines.base import Answer, Engine, Request
from search.queries import Query
from search.queries.neighbour_spelling import spelt_for
from search.queries.recognition import Interpretation
from search.ranking import FUSION, LINE
from search.retrieval import fusion
from search.retrieval.fusion import GUESS, Floors, Listing
from search.retrieval.readers import Reader
from search.semantic.asking import Meaning
from search.tuning import in_force, pinning


@dataclass(frozen=True, slots=True)
class Answers:
    """What a batch found: in the reader's language, in those that follow, of the pinned texts."""

    native: Answer
    others: Sequence[Answer]
    pinned: Sequence[Answer]


@dataclass(frozen=True, slots=True)
class Batch:
    """What is asked at once for an interpretation, by the roles that `Answers` tells of."""

    interpretation: Interpretation
    native: Request
    others: Sequence[Request]
    pinned: Sequence[Request]
    floors: Floors

    @property
    def requests(self) -> list[Request]:
        """All of them, in the order in which `take` takes what they found."""
        return [self.native, *self.others, *self.pinned]

    def take(self, answers: Iterator[Answer]) -> Answers:
        """Its own of the answers to several batches, one after the other."""
        native = next(answers)
        others = list(islice(answers, len(self.others)))
        return Answers(native, others, list(islice(answers, len(self.pinned))))


@dataclass(frozen=True, slots=True)
class Found:
    """What a batch found; `correction`: the query as it was probably meant."""

    interpretation: Interpretation
    listing: Listing
    correction: str


def queries(interpretation: Interpretation, *, is_unfinished: bool = False) -> list[Query]:
    """An interpretation's query in each of its languages; the reader's may be typed in others."""
    rules = in_force.current()
    text, (first, *following) = interpretation.text, interpretation.codes
    own = rules.of(first).parse(text, others=following, is_unfinished=is_unfinished)
    others = (rules.of(code).parse(text, is_unfinished=is_unfinished) for code in following)
    return [own, *(spelt_for(query, first) for query in others)]


def batch(
    reader: Reader,
    interpretation: Interpretation,
    asked: Sequence[Query],
    pins: Sequence[str] = (),
    meaning: Meaning | None = None,
) -> Batch:
    """What is asked for an interpretation; the pinned texts are asked for by themselves."""
    filters = replace(reader.filters, without=(*reader.filters.without, *pins))
    own = (reader.offset, reader.page_size) if filters.newest_first else (0, FUSION.window)
    native, *others = (
        replace(
            filters.request(
                query, interpretation.before(number), *((0, FUSION.few) if number else own)
            ),
            is_guess=interpretation.is_guess,
        )
        for number, query in enumerate(asked)
    )
    if meaning:
        native = replace(native, vector=meaning.vector, prefers=interpretation.codes[1:])
    return Batch(
        interpretation,
        native,
        others,
        pinning.wanted([native, *others], pins),
        GUESS
        if interpretation.is_guess
        else Floors(LINE.words, meaning.least if meaning else 0.0),
    )


def find(engine: Engine, reader: Reader, every: Sequence[Batch], pins: Sequence[str]) -> Found:
    """What the first finds, or else the first of the others that fits; raises EngineError."""
    answers = iter(engine.search([request for one in every for request in one.requests]))
    best: Found | None = None
    for one in every:
        found = _found(reader, one, one.take(answers), pins)
        if not found.listing.unsure:
            return found
        best = best or found
    assert best is not None
    return best


def _found(reader: Reader, asked: Batch, answers: Answers, pins: Sequence[str]) -> Found:
    pinned = pinning.in_order(answers.pinned, pins, reader.filters.without)
    codes, native = asked.native.query.names, answers.native
    every = fusion.placed(native, answers.others, reader.locale, asked.floors, codes)
    if reader.filters.newest_first:
        listing = fusion.by_date(every, native, reader.offset, reader.locale)
    else:
        listing = fusion.listed(every, pinned, reader.locale, asked.floors)
    return Found(asked.interpretation, listing, _correction(native, listing))


def _correction(native: Answer, listing: Listing) -> str:
    """Not when what comes first was found without the words that are unknown."""
    first = listing.first
    by_meaning = first is not None and not listing.unsure and first.match.coverage == 0
    return "" if by_meaning else native.correction
