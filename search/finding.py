"""What is asked of an engine for a query, and the listing that its answers make.

Each reading of a query is one request for each language: the reader's own, which is asked for what
is near in any language as well, and those that follow it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from search import fusion
from search.engines.base import Answer, Engine, Request
from search.fusion import GUESS, Floors, Listing
from search.queries import Query
from search.ranking import FUSION, LINE
from search.readers import Reader
from search.recognition import Reading
from search.semantic.asking import Meaning
from search.tuning import in_force, pinning


@dataclass(frozen=True, slots=True)
class Asked:
    """A reading, and what is asked for it: in each of its languages, then for the pinned."""

    reading: Reading
    requests: Sequence[Request]
    floors: Floors

    @property
    def languages(self) -> int:
        """So many of the requests are for what is found."""
        return len(self.reading.codes)


@dataclass(frozen=True, slots=True)
class Found:
    """What a reading's requests found; `correction`: the query as it was probably meant."""

    reading: Reading
    listing: Listing
    correction: str


def queries(reading: Reading, *, is_unfinished: bool = False) -> list[Query]:
    """A reading's query in each of its languages; the reader's may be typed in the others."""
    rules = in_force.current()
    first, *following = reading.codes
    own = rules.of(first).parse(reading.text, others=following, is_unfinished=is_unfinished)
    return [
        own,
        *(rules.of(code).parse(reading.text, is_unfinished=is_unfinished) for code in following),
    ]


def asking(
    reader: Reader,
    reading: Reading,
    asked: Sequence[Query],
    pins: Sequence[str] = (),
    meaning: Meaning | None = None,
) -> Asked:
    """What is asked for a reading; the pinned texts are asked for by themselves."""
    filters = replace(reader.filters, without=(*reader.filters.without, *pins))
    own = (reader.offset, reader.page_size) if filters.newest_first else (0, FUSION.window)
    requests = [
        replace(
            filters.request(query, reading.before(number), *((0, FUSION.few) if number else own)),
            is_guess=reading.is_guess,
        )
        for number, query in enumerate(asked)
    ]
    if meaning:
        requests[0] = replace(requests[0], vector=meaning.vector, prefers=reading.codes[1:])
    requests += pinning.wanted(requests, pins)
    floors = GUESS if reading.is_guess else Floors(LINE.words, meaning.least if meaning else 0.0)
    return Asked(reading, requests, floors)


def find(engine: Engine, reader: Reader, every: Sequence[Asked], pins: Sequence[str]) -> Found:
    """What the first finds, or else the first of the others that fits; raises EngineError."""
    answers = engine.search([request for asked in every for request in asked.requests])
    best: Found | None = None
    at = 0
    for asked in every:
        found = _found(reader, asked, answers[at : at + len(asked.requests)], pins)
        at += len(asked.requests)
        if not found.listing.unsure:
            return found
        best = best or found
    assert best is not None
    return best


def _found(reader: Reader, asked: Asked, answers: Sequence[Answer], pins: Sequence[str]) -> Found:
    native, *others = answers[: asked.languages]
    pinned = pinning.in_order(answers[asked.languages :], pins, reader.filters.without)
    codes = asked.requests[0].query.names
    every = fusion.placed(native, others, reader.locale, asked.floors, codes)
    if reader.filters.newest_first:
        listing = fusion.by_date(every, native, reader.offset, reader.locale)
    else:
        listing = fusion.listed(every, pinned, reader.locale, asked.floors)
    return Found(asked.reading, listing, _correction(native, listing))


def _correction(native: Answer, listing: Listing) -> str:
    """Not when what comes first was found without the words that are unknown."""
    first = listing.first
    by_meaning = first is not None and not listing.unsure and first.match.coverage == 0
    return "" if by_meaning else native.correction
