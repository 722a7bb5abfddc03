"""Which of the texts near to a query are told: the same rule whatever engine found them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from search.engines.base import Match, Neighbour, Request
from search.ranking import FUSION


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Hits ("kind:key") of the request's language with their similarities, and texts in others."""

    own: Mapping[str, float]
    foreign: Sequence[Neighbour]

    def only(self, request: Request) -> Request:
        """The request for the near ones of its language, whatever words they have."""
        return replace(request, only=tuple(self.own))

    def others(self, request: Request) -> Request:
        """The request for all but the near ones."""
        return replace(request, without=(*request.without, *self.own)) if self.own else request

    def among(self, matches: Iterable[Match]) -> tuple[Neighbour, ...]:
        """The near ones, the nearest first; `matches` are the request's language's."""
        own = [Neighbour(one, self.own[one.document.hit]) for one in matches]
        return tuple(sorted((*own, *self.foreign), key=lambda one: -one.similarity))


NO_NEIGHBOURS = Neighbours({}, ())


def chosen(
    own: Mapping[str, float], foreign: Sequence[Neighbour], prefers: Sequence[str]
) -> Neighbours:
    """What is near beside the nearest of all; of a text in several languages, one of them.

    That is the one in the first of the languages that are preferred, else the nearest; it counts
    as near as its nearest language.
    """
    nearest = max([*own.values(), *(one.similarity for one in foreign)], default=0.0)
    least = nearest - FUSION.breadth
    by_reference: dict[str, list[Neighbour]] = {}
    for one in foreign:
        if one.similarity >= least:
            by_reference.setdefault(one.match.document.reference, []).append(one)
    return Neighbours(
        {hit: near for hit, near in own.items() if near >= least},
        [_one_language(some, prefers) for some in by_reference.values()],
    )


def _one_language(some: Sequence[Neighbour], prefers: Sequence[str]) -> Neighbour:
    order = {locale: place for place, locale in enumerate(prefers)}
    first = min(
        some,
        key=lambda one: (order.get(one.match.document.locale, len(order)), -one.similarity),
    )
    return Neighbour(first.match, max(one.similarity for one in some))
