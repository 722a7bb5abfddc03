"""Pinned results in front of what an engine finds, in the same round trips."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from portal import locales
from search.engines.base import Answer, Engine, Match, Request
from search.queries import Query


def search(
    engine: Engine, requests: Sequence[Request], pins: Sequence[str], guesses: Sequence[Request]
) -> tuple[Sequence[Answer], Sequence[Answer]]:
    """Answer requests, the first with these hits ("kind:key") before all others; and guesses.

    The requests are one for each language of a reader, the reader's own first. Who may not see a
    pinned text, or has filtered it out, gets the rest without it; a text that is gone leaves no
    gap. Order and number of all others are as if it were not there.
    """
    number = len(requests)
    if not pins or requests[0].newest_first:
        answers = engine.search([*requests, *guesses])
        return answers[:number], answers[number:]
    own, *foreign = (replace(one, without=(*one.without, *pins)) for one in requests)
    # Which of the pins exist for this reader is known only afterwards.
    back = min(own.offset, len(pins))
    moved = replace(own, offset=own.offset - back, limit=own.limit + back)
    chosen = wanted(requests, pins)
    answers = engine.search([moved, *foreign, *chosen, *guesses])
    guessed = number + len(chosen)
    found = in_order(answers[number:guessed], pins, requests[0].without)
    first = _before(found, answers[0], own, moved)
    return [first, *answers[1:number]], answers[guessed:]


def wanted(requests: Sequence[Request], pins: Sequence[str]) -> list[Request]:
    """Requests for the pinned texts alone: in each language of the reader, then in the others.

    What an editor chose is shown even if the reader's languages lack it, as what is near would be.
    """
    if not pins:
        return []
    codes = [one.query.locale for one in requests]
    codes += [code for code in locales.codes() if code not in codes]
    one = requests[0]
    return [
        Request(
            query=Query("", code),
            audience=one.audience,
            kinds=one.kinds,
            topics=one.topics,
            products=one.products,
            markets=one.markets,
            readers=codes[:number],
            only=pins,
            limit=len(pins),
        )
        for number, code in enumerate(codes)
    ]


def in_order(
    answers: Sequence[Answer], pins: Sequence[str], without: Collection[str]
) -> tuple[Match, ...]:
    """The best language's text of each pin that was found."""
    found: dict[str, Match] = {}
    for answer in answers:
        for match in answer.matches:
            document = match.document
            found.setdefault(f"{document.kind}:{document.key}", replace(match, cover=1.0))
    return tuple(found[pin] for pin in dict.fromkeys(pins) if pin in found and pin not in without)


def _before(found: tuple[Match, ...], answer: Answer, asked: Request, moved: Request) -> Answer:
    end = asked.offset + asked.limit
    pinned = found[asked.offset : end]
    start = max(asked.offset - len(found), 0) - moved.offset
    others = answer.matches[start : start + asked.limit - len(pinned)]
    return replace(
        answer,
        matches=(*pinned, *others),
        best=(*found, *answer.best)[: asked.judged],
        total=len(found) + answer.total,
    )
