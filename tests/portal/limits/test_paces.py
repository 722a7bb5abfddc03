"""Bounds in memory: for each network, in constant room, and the same for all threads."""

import ipaddress
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from portal.bounded import Bounded
from portal.limits import TooMany, paces, table
from portal.limits.table import Pace
from tests.factories.actors import acting


def taken(name: str, address: str, at: float) -> bool:
    try:
        paces.take(name, acting(address=address), now=at)
    except TooMany:
        return False
    return True


def test_fifty_searches_a_second_from_one_network_turn_nobody_else_away() -> None:
    flooded = others = 0
    for tick in range(50 * 60):
        flooded += taken("search", "203.0.113.9", tick / 50)
        if tick % 50 == 0:
            others += all(taken("search", f"198.51.{n}.1", tick / 50) for n in range(10))
    assert others == 60
    # Those of a beginning, and then three a second.
    assert 60 + 3 * 59 <= flooded <= 60 + 3 * 61


def test_who_is_refused_is_told_how_long_and_then_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(table.PACES, "tests", Pace(network=(2, "10s"), everyone=(9, "10s")))
    assert [taken("tests", "192.0.2.1", 0) for _ in range(3)] == [True, True, False]
    with pytest.raises(TooMany) as refusal:
        paces.take("tests", acting(address="192.0.2.2"), now=1)
    assert refusal.value.seconds == 4
    assert taken("tests", "192.0.2.2", 5)
    assert not taken("tests", "192.0.2.2", 5)


def test_what_everybody_shares_is_the_last_fuse(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(table.PACES, "tests", Pace(network=(2, "10s"), everyone=(3, "10s")))
    assert [taken("tests", f"192.0.{n}.1", 0) for n in range(4)] == [True, True, True, False]
    # A refusal costs the network nothing.
    assert [taken("tests", "192.0.3.1", 10) for _ in range(3)] == [True, True, False]


def test_a_network_that_the_owner_names_is_many_people(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.CROWDED_NETWORKS = (ipaddress.ip_network("192.0.2.0/24"),)
    monkeypatch.setitem(table.PACES, "tests", Pace(network=(2, "10s"), everyone=(99, "10s")))
    assert sum(taken("tests", "192.0.2.1", 0) for _ in range(50)) == 2 * table.CROWD
    assert sum(taken("tests", "192.0.3.1", 0) for _ in range(50)) == 2


def test_any_number_of_networks_takes_bounded_room_and_forgets_the_oldest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(paces, "_paid_until", Bounded(100))
    pace = Pace(network=(1, "10s"), everyone=(90_000, "10s"))
    monkeypatch.setitem(table.PACES, "tests", pace)
    for number in range(1_000):
        assert taken("tests", f"2001:db8:{number:x}::1", 0)
    assert len(paces._paid_until) == 100
    assert not taken("tests", "2001:db8:3e7::2", 0)
    assert taken("tests", "2001:db8:1::2", 0)


def test_threads_take_no_more_than_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(table.PACES, "tests", Pace(network=(500, "1d"), everyone=(9_000, "1d")))
    with ThreadPoolExecutor(8) as threads:
        answers = threads.map(lambda _: taken("tests", "192.0.2.1", 0), range(2_000))
    assert sum(answers) == 500
