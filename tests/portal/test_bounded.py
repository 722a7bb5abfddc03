"""What a process keeps does not grow, whatever is asked for."""

from concurrent.futures import ThreadPoolExecutor

from hypothesis import given
from hypothesis import strategies as st

from portal.bounded import Bounded


def test_what_was_not_used_for_longest_goes_first() -> None:
    kept: Bounded[str, int] = Bounded(2)
    kept.keep("α", 1)
    kept.keep("β", 2)
    kept.get("α")
    kept.keep("γ", 3)
    assert [kept.get(key) for key in "αβγ"] == [1, None, 3]
    kept.keep("α", 4)
    kept.keep("δ", 5)
    assert [kept.get(key) for key in "αγδ"] == [4, None, 5]


@given(st.lists(st.integers(0, 9)), st.integers(1, 5))
def test_the_last_of_what_was_kept_is_there_and_no_more(keys: list[int], most: int) -> None:
    kept: Bounded[int, int] = Bounded(most)
    for key in keys:
        kept.keep(key, -key)
    last = list(dict.fromkeys(reversed(keys)))
    assert len(kept) == min(len(last), most)
    assert all(kept.get(key) == -key for key in last[:most])
    assert all(kept.get(key) is None for key in last[most:])
    kept.clear()
    assert len(kept) == 0


def test_threads_share_it() -> None:
    kept: Bounded[int, int] = Bounded(10)

    def use(number: int) -> None:
        kept.keep(number % 30, number)
        kept.get(number % 7)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(use, range(2_000)))
    assert len(kept) == 10
