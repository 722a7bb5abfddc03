"""Searches that ask for the same, put together: pure, and the same for the same searches.

The two groups that are most alike become one, again and again, for as long as they are alike
enough: "average linkage" (Sokal and Michener, 1958), in which a group is as like another as their
members are on average. So one search between two needs does not chain them.
"""

from collections.abc import Sequence

import numpy as np

from portal.gaps.meaning import by_meaning
from portal.gaps.words import Matrix, Said, by_words

_ENOUGH_WORDS = 0.33
_ENOUGH_MEANING = 0.28
_NEVER = -np.inf


def likeness(said: Sequence[Said], vectors: Sequence[bytes]) -> Matrix:
    """How alike each two of n searches are, n × n: from 1 on they may ask for the same."""
    words = by_words(said) / _ENOUGH_WORDS
    meaning = by_meaning([one.locale for one in said], vectors) / _ENOUGH_MEANING
    both: Matrix = np.maximum(words, meaning)
    return both


def grouped(alike: Matrix, together: Sequence[Sequence[int]] = ()) -> list[list[int]]:
    """The searches by their places, each in one group, the groups by their first one.

    `together` are groups that were decided about: each stays one, and no two become one.
    """
    alike = alike.copy()
    np.fill_diagonal(alike, _NEVER)
    members = [[place] for place in range(len(alike))]
    for some in together:
        for place in some[1:]:
            _join(alike, members, some[0], place)
    firsts = [some[0] for some in together if some]
    alike[np.ix_(firsts, firsts)] = _NEVER
    while len(alike):
        one, other = sorted(map(int, divmod(int(alike.argmax()), len(alike))))
        if alike[one, other] < 1:
            break
        _join(alike, members, one, other)
    return [sorted(some) for some in members if some]


def _join(alike: Matrix, members: list[list[int]], one: int, other: int) -> None:
    """Have the second group be part of the first."""
    sizes = len(members[one]), len(members[other])
    mean = (sizes[0] * alike[one] + sizes[1] * alike[other]) / sum(sizes)
    mean[[one, other]] = _NEVER
    alike[one], alike[:, one] = mean, mean
    alike[other], alike[:, other] = _NEVER, _NEVER
    members[one] += members[other]
    members[other] = []
