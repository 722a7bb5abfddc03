"""Groups of what is alike: on average, not by chains; and what was decided about stays."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from portal.gaps.grouping import grouped
from portal.gaps.words import Matrix


def alike(size: int, **pairs: float) -> Matrix:
    """Likeness by the places of each two, as `_01=1.5`; 0 elsewhere."""
    found = np.zeros((size, size))
    for name, value in pairs.items():
        one, other = map(int, name[1:])
        found[one, other] = found[other, one] = value
    return found


def test_the_two_that_are_most_alike_come_first_and_a_neighbour_chains_nobody() -> None:
    assert grouped(alike(3, _01=1.5, _12=1.2)) == [[0, 1], [2]]
    assert grouped(alike(3, _01=1.5, _12=1.2, _02=0.9)) == [[0, 1, 2]]


def test_nothing_and_one_are_groups_of_themselves() -> None:
    assert grouped(alike(0)) == []
    assert grouped(alike(1)) == [[0]]


def test_what_was_decided_about_stays_together_and_takes_up_what_is_like_it() -> None:
    assert grouped(alike(4, _03=2.0, _13=2.0), [[0, 1]]) == [[0, 1, 3], [2]]


def test_two_that_were_decided_about_stay_two_however_alike() -> None:
    found = grouped(alike(4, _01=9.0, _02=2.0, _12=9.0), [[0], [1]])
    assert sorted(found) == [[0], [1, 2], [3]]


@given(st.integers(0, 2**32), st.integers(0, 12))
def test_each_search_is_in_one_group_whatever_their_order(seed: int, size: int) -> None:
    dice = np.random.default_rng(seed)
    some = dice.uniform(0, 2, (size, size))
    found = np.triu(some, 1) + np.triu(some, 1).T
    order = dice.permutation(size)
    groups = grouped(found)
    again = grouped(found[np.ix_(order, order)])
    assert sorted(place for group in groups for place in group) == list(range(size))
    assert sorted(groups) == sorted(sorted(int(order[place]) for place in one) for one in again)
