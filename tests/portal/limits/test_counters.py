"""Spending from a limit, exactly, on both databases and from several threads."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django import DjangoDbBlocker

from portal.limits import TooMany
from portal.limits.counters import give_back, prune, spend
from portal.limits.models import Counter
from portal.limits.rates import Rate, rate

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("like", "read"),
    [
        ((5, "1d"), Rate(5, DAY)),
        ((1, "30s"), Rate(1, timedelta(seconds=30))),
        ((9, "10m"), Rate(9, timedelta(minutes=10))),
        ((9, "2h"), Rate(9, timedelta(hours=2))),
    ],
)
def test_a_rate_is_read(like: tuple[int, str], read: Rate) -> None:
    assert rate(like) == read


@pytest.mark.parametrize("words", ["", "d", "1", "0d", "1w", "-1d", "1 d", "١d", "1d\n", "9" * 9])
def test_anything_else_is_no_rate(words: str) -> None:
    with pytest.raises(ValueError, match="No rate"):
        rate((1, words))


def test_no_uses_are_no_rate() -> None:
    with pytest.raises(ValueError, match="No rate"):
        rate((0, "1d"))


@pytest.mark.django_db
def test_the_limit_is_reached_after_so_many_uses_and_over_after_so_long() -> None:
    for number in range(5):
        spend("ask", "account 1", [(5, "1d")], at=NOW + number * timedelta(hours=1))

    with pytest.raises(TooMany) as refused:
        spend("ask", "account 1", [(5, "1d")], at=NOW + timedelta(hours=6))
    assert refused.value.retry_after == timedelta(hours=18)
    assert refused.value.seconds == 18 * 3600

    spend("ask", "account 1", [(5, "1d")], at=NOW + DAY)


@pytest.mark.django_db
def test_everybody_and_everything_is_counted_for_itself() -> None:
    spend("ask", "account 1", [(1, "1d")], at=NOW)
    spend("ask", "account 2", [(1, "1d")], at=NOW)
    spend("answer", "account 1", [(1, "1d")], at=NOW)

    with pytest.raises(TooMany):
        spend("ask", "account 1", [(1, "1d")], at=NOW)


@pytest.mark.django_db
def test_of_several_rates_each_holds_and_a_refused_use_costs_nothing() -> None:
    rates = [(3, "1d"), (1, "1m")]
    spend("ask", "account 1", rates, at=NOW)
    for _ in range(5):
        with pytest.raises(TooMany):
            spend("ask", "account 1", rates, at=NOW)

    spend("ask", "account 1", rates, at=NOW + timedelta(minutes=1))
    spend("ask", "account 1", rates, at=NOW + timedelta(minutes=2))
    with pytest.raises(TooMany):
        spend("ask", "account 1", rates, at=NOW + timedelta(minutes=3))


@pytest.mark.django_db
def test_what_is_given_back_can_be_spent_again() -> None:
    rates = [(1, "1d")]
    for _ in range(4):
        spend("ask", "account 1", rates, at=NOW)
        give_back("ask", "account 1", rates)
    give_back("ask", "account 1", rates)

    spend("ask", "account 1", rates, at=NOW)
    with pytest.raises(TooMany):
        spend("ask", "account 1", rates, at=NOW)


@pytest.mark.django_db
def test_no_key_tells_who_was_counted() -> None:
    spend("ask", "network 192.0.2.0/24", [(1, "1d")], at=NOW)

    assert re.fullmatch("[0-9a-f]{64}", Counter.objects.get().key)


@pytest.mark.django_db
def test_windows_that_are_over_are_pruned() -> None:
    spend("ask", "account 1", [(1, "1d")], at=NOW)
    spend("ask", "account 1", [(1, "1h")], at=NOW)

    assert prune(NOW + timedelta(hours=2)) == 1
    with pytest.raises(TooMany):
        spend("ask", "account 1", [(1, "1d")], at=NOW + timedelta(hours=2))


@pytest.mark.django_db
@settings(deadline=None)
@given(who=st.text(st.characters(exclude_categories=()), max_size=50))
def test_any_name_can_be_counted(who: str) -> None:
    Counter.objects.all().delete()
    spend("ask", who, [(1, "1d")], at=NOW)
    with pytest.raises(TooMany):
        spend("ask", who, [(1, "1d")], at=NOW)


def test_many_at_once_get_no_more_than_the_limit(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    def try_it(_number: int) -> bool:
        try:
            spend("ask", "everyone", [(10, "1d")], at=NOW)
        except TooMany:
            return False
        finally:
            connection.close()
        return True

    with django_db_blocker.unblock():
        try:
            with ThreadPoolExecutor(8) as threads:
                allowed = sum(threads.map(try_it, range(40)))
        finally:
            Counter.objects.all().delete()

    assert allowed == 10
