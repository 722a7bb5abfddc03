"""Pinned results: asked for by themselves, in the same round trips as what an engine finds."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from portal import locales
from search.engines.base import Answer, Match, Request
from search.queries import Query


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
            found.setdefault(f"{document.kind}:{document.key}", replace(match, coverage=1.0))
    return tuple(found[pin] for pin in dict.fromkeys(pins) if pin in found and pin not in without)
