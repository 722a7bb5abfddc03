"""Searching by words: the reader's language, and what follows it where that has too little."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from search import fallback
from search.engines.base import Answer, Engine, Request
from search.hits import hit_of, is_answer
from search.queries import Query
from search.ranking import FLOOR
from search.readers import Reader
from search.recognition import Reading
from search.results import Results
from search.tuning import in_force, pinning


def search(
    engine: Engine,
    reader: Reader,
    reading: Reading,
    asked: Sequence[Query],
    pins: Sequence[str],
    guesses: Sequence[Request],
) -> tuple[Results, Sequence[Answer]]:
    """A page of answers, and what the guesses asked with it found; raises EngineError."""
    requests = asking(reader, reading, asked)
    answers, guessed = pinning.search(engine, requests, pins, guesses)
    return told(engine.name, reader, reading, answers), guessed


def queries(reading: Reading) -> list[Query]:
    """A reading's query in each of its languages; the reader's may be typed in the others."""
    rules = in_force.current()
    first, *following = reading.codes
    own = rules.of(first).parse(reading.text, others=following)
    return [own, *(rules.of(code).parse(reading.text) for code in following)]


def asking(reader: Reader, reading: Reading, asked: Sequence[Query]) -> list[Request]:
    """A request for each of a reading's queries."""
    # The few foreign hits on the first page move the native ones on by at most this many.
    back = min(reader.offset, fallback.few(reader.page_size))
    own = (reader.offset - back, reader.page_size + back)
    foreign = (0, fallback.reach(reader.offset, reader.page_size))
    return [
        replace(
            reader.filters.request(query, reading.before(number), *(foreign if number else own)),
            is_guess=reading.is_guess,
        )
        for number, query in enumerate(asked)
    ]


def told(engine: str, reader: Reader, reading: Reading, answers: Sequence[Answer]) -> Results:
    """The page of results for the answers to a reading's requests."""
    offset, page_size = reader.offset, reader.page_size
    native, others = answers[0], answers[1:]
    floor = FLOOR.guess if reading.is_guess else FLOOR.answer
    back = min(offset, fallback.few(page_size))
    fitting = sum(is_answer(match, floor) for match in native.best)
    matches = native.matches[back:]
    foreign = fallback.NOTHING
    if fitting < FLOOR.too_few:
        if native.total:
            foreign = fallback.beside(others, reader.locale, floor, page_size)
            moved = max(back - foreign.total, 0) if offset else 0
            matches = native.matches[moved:][:page_size]
        else:
            foreign = fallback.instead(others, reader.locale, floor, offset, page_size)
    hits = [hit_of(match, native, reader.locale, floor) for match in matches]
    if not offset or not native.total:
        hits = fallback.merged(hits, foreign.hits, page_size)
    return Results(
        query=reading.text,
        locale=reader.locale,
        engine=engine,
        total=native.total + foreign.total,
        native=native.total,
        did_you_mean=native.correction,
        results=tuple(hits),
        weak=not fitting and not foreign.fits,
        page=reader.page,
        page_size=page_size,
    )


def first_that_fits(
    results: Results,
    reader: Reader,
    guesses: Iterable[tuple[Reading, Sequence[Request]]],
    guessed: Sequence[Answer],
) -> Results:
    """The results themselves if something fits, else those of the first guess that fits."""
    at = 0
    for reading, requests in guesses if results.weak else ():
        answers = guessed[at : at + len(requests)]
        at += len(requests)
        found = told(results.engine, reader, reading, answers)
        if not found.weak:
            converted = reading.text if reading.text != results.query else ""
            return replace(
                found, query=results.query, did_you_mean=converted or found.did_you_mean
            )
    return results
