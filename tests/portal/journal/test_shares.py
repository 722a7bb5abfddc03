"""How much of what one network did counts, over days drawn at random."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from portal.journal import shares
from portal.journal.shares import FLOOD, LEAST, ONE_ARTICLE, PART, ROWS, Event

networks = st.dictionaries(st.sampled_from([*"abcdefgh", ""]), st.integers(1, 900))


def events(done: dict[str, int], article: str = "") -> list[Event[int]]:
    names = [name for name, count in done.items() for _time in range(count)]
    return [Event(row, name, article) for row, name in enumerate(names)]


@given(networks)
def test_a_share_is_three_or_one_part_in_fifty_and_never_more_than_the_rows_kept(
    done: dict[str, int],
) -> None:
    share = shares.share(done)
    assert LEAST <= share <= max(LEAST, min(sum(done.values()) // PART, ROWS))


@given(networks, st.integers(1, 10_000))
def test_nobody_floods_a_share_wide(done: dict[str, int], more: int) -> None:
    share = shares.share(done)
    for network in shares.floods(done):
        assert shares.share(done | {network: done[network] + more}) == share
        assert shares.share(done | {network: 0}) == share


@given(networks, st.integers(1, 10_000))
def test_who_does_more_widens_its_own_share_by_a_quarter_at_most(
    done: dict[str, int], more: int
) -> None:
    """So a share stays below two and a half in a hundred of what all others did."""
    for network in done:
        others = done | {network: 0}
        if network and not shares.floods(others):
            honest = sum(others.values())
            assert shares.share(others | {network: more}) <= max(LEAST, honest / PART * 1.25)


@given(networks)
def test_no_network_counts_more_than_its_share(done: dict[str, int]) -> None:
    rows = events(done)
    left_out = shares.beyond(rows)
    counted = Counter(one.network for one in rows if one.row not in left_out)
    share = shares.share(done)
    assert counted == {name: min(n, share) if name else n for name, n in done.items()}


@given(networks)
def test_three_of_a_network_count_for_one_article(done: dict[str, int]) -> None:
    rows = events(done, article="hub")
    left_out = shares.beyond(rows)
    counted = Counter(one.network for one in rows if one.row not in left_out)
    assert counted == {name: min(n, ONE_ARTICLE) if name else n for name, n in done.items()}


@given(networks)
def test_a_network_that_floods_counts_nothing(done: dict[str, int]) -> None:
    flooding = shares.floods(done)
    share = shares.share(done)
    assert flooding == {name for name, n in done.items() if name and n > FLOOD * share}
    rows = events(done)
    left_out = shares.beyond(rows, flooding)
    assert {one.row for one in rows if one.network in flooding} <= left_out


@given(networks, st.integers(0, 200))
def test_what_is_done_often_by_few_floods_later_only(done: dict[str, int], often: int) -> None:
    assert shares.floods(done, often) == {n for n in shares.floods(done) if done[n] > often}


def test_the_first_ones_count() -> None:
    rows = [Event(row, "a") for row in (7, 5, 9, 1)]
    assert shares.beyond(rows) == {1}


def test_sixty_offices_of_ten_are_all_counted() -> None:
    done = {f"office {number}": 10 for number in range(60)}
    assert shares.share(done) == 12
    assert not shares.beyond(events(done))
