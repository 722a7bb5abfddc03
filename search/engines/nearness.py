"""Which of the texts near to a query are told: the same rule whatever engine found them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from search.engines.base import Match, Near, Request
from search.ranking import FUSION


@dataclass(frozen=True, slots=True)
class Nearby:
    """Hits ("kind:key") of the request's language with their similarities, and texts in others."""

    own: Mapping[str, float]
    foreign: Sequence[Near]

    def only(self, request: Request) -> Request:
        """The request for the near ones of its language, whatever words they have."""
        return replace(request, only=tuple(self.own))

    def others(self, request: Request) -> Request:
        """The request for all but the near ones."""
        return replace(request, without=(*request.without, *self.own)) if self.own else request

    def among(self, matches: Iterable[Match]) -> tuple[Near, ...]:
        """The near ones, the nearest first; `matches` are the request's language's."""
        own = [Near(one, self.own[one.document.hit]) for one in matches]
        return tuple(sorted((*own, *self.foreign), key=lambda one: -one.similarity))


NOTHING = Nearby({}, ())


def nearby(own: Mapping[str, float], foreign: Sequence[Near], prefers: Sequence[str]) -> Nearby:
    """What is near beside the nearest of all; of a text in several languages, one of them.

    That is the one in the first of the languages that are preferred, else the nearest; it counts
    as near as its nearest language.
    """
    nearest = max([*own.values(), *(one.similarity for one in foreign)], default=0.0)
    least = nearest - FUSION.breadth
    by_reference: dict[str, list[Near]] = {}
    for one in foreign:
        if one.similarity >= least:
            by_reference.setdefault(one.match.document.reference, []).append(one)
    return Nearby(
        {hit: near for hit, near in own.items() if near >= least},
        [_chosen(some, prefers) for some in by_reference.values()],
    )


def _chosen(some: Sequence[Near], prefers: Sequence[str]) -> Near:
    order = {locale: place for place, locale in enumerate(prefers)}
    first = min(
        some,
        key=lambda one: (order.get(one.match.document.locale, len(order)), -one.similarity),
    )
    return Near(first.match, max(one.similarity for one in some))
