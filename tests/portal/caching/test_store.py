"""The memory of cached pages: bounded by bytes, whatever is put into it, by many at once."""

import pickle
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.caching.store import BoundedCache, size_of

MOST, LARGEST = 20_000, 5_000


def fresh() -> BoundedCache:
    options = {"MAX_BYTES": MOST, "MAX_ENTRY_BYTES": LARGEST}
    cache = BoundedCache("tests.portal.caching", {"TIMEOUT": 300, "OPTIONS": options})
    cache.clear()
    return cache


@pytest.fixture
def cache() -> Iterator[BoundedCache]:
    made = fresh()
    yield made
    made.clear()


def really_kept(cache: BoundedCache) -> int:
    return sum(size_of(key, value) for key, value in cache._cache.items())


def test_what_is_too_large_is_not_kept_and_takes_the_earlier_value_along(
    cache: BoundedCache,
) -> None:
    cache.set("a", b"x" * 100)
    cache.set("a", b"x" * LARGEST)
    assert cache.get("a") is None
    assert (len(cache), cache.size) == (0, 0)


def test_the_least_recently_used_goes_first(cache: BoundedCache) -> None:
    for name in "abcd":
        cache.set(name, b"x" * 4_000)
    cache.get("a")
    cache.set("e", b"x" * 4_000)
    assert [name for name in "abcde" if cache.get(name)] == ["a", "c", "d", "e"]


def test_values_end_after_their_time(cache: BoundedCache, monkeypatch: Any) -> None:
    now = 1_000.0
    monkeypatch.setattr("time.time", lambda: now)
    cache.set("a", b"x")
    cache.set("b", b"x", timeout=10)
    now += 299
    assert (cache.get("a"), cache.get("b")) == (b"x", None)
    now += 2
    assert cache.get("a") is None
    assert cache.size == really_kept(cache) == 0


def test_all_threads_of_a_process_share_it(cache: BoundedCache) -> None:
    cache.set("a", 1)
    options = {"MAX_BYTES": MOST, "MAX_ENTRY_BYTES": LARGEST}
    assert BoundedCache("tests.portal.caching", {"OPTIONS": options}).get("a") == 1


keys = st.sampled_from("abcdefgh")
steps = st.one_of(
    st.tuples(st.just("set"), keys, st.binary(max_size=10) | st.integers(0, 6_000).map(bytes)),
    st.tuples(st.sampled_from(["get", "delete", "touch", "incr", "clear"]), keys, st.none()),
)


@settings(max_examples=200)
@given(st.lists(steps, max_size=60))
def test_its_size_is_what_it_keeps_and_never_over_the_bound(
    does: list[tuple[str, str, bytes | None]],
) -> None:
    cache = fresh()
    for verb, key, value in does:
        if verb == "set":
            cache.set(key, value)
        elif verb == "clear":
            cache.clear()
        elif verb == "incr":
            cache.add(key, 1)
            if isinstance(cache.get(key), int):
                cache.incr(key)
        else:
            getattr(cache, verb)(key)
        assert cache.size == really_kept(cache) <= MOST
        assert set(cache._cache) == set(cache._expire_info)


def test_many_threads_at_once_neither_break_nor_outgrow_it(cache: BoundedCache) -> None:
    broken: list[BaseException] = []

    def work(seed: int) -> None:
        mine = BoundedCache(
            "tests.portal.caching", {"OPTIONS": {"MAX_BYTES": MOST, "MAX_ENTRY_BYTES": LARGEST}}
        )
        try:
            for number in range(400):
                name = f"{(number * seed) % 50}"
                mine.set(name, b"x" * (number * 13 % 4_000))
                mine.get(name)
                mine.delete(f"{number % 7}")
        except BaseException as error:  # noqa: BLE001 - told by the test
            broken.append(error)

    threads = [threading.Thread(target=work, args=(seed,)) for seed in range(1, 9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not broken
    assert cache.size == really_kept(cache) <= MOST
    assert all(pickle.loads(value) is not None for value in cache._cache.values())  # noqa: S301


def test_what_begins_alike_is_given_back_at_once(cache: BoundedCache) -> None:
    for name in ("old:a", "old:b", "older:a", "new:a"):
        cache.set(name, b"x" * 1_000)
    cache.forget("old:")
    assert [name for name in ("old:a", "old:b", "older:a", "new:a") if cache.get(name)] == [
        "older:a",
        "new:a",
    ]
    assert cache.size == really_kept(cache)
