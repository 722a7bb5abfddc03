import threading
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone, translation

from portal import journal
from portal.journal import days, readers, recording, retention
from portal.journal.models import DailyTotal, DaySalt, Step, StepKind, Visit
from portal.journal.robots import is_robot_agent
from tests.factories.journal import FIREFOX, GOOGLEBOT, SAFARI, at, reader

pytestmark = pytest.mark.django_db


def test_a_step_is_written_with_visit_language_and_day() -> None:
    with translation.override("el"):
        journal.record(
            reader(),
            "read",
            family="reset",
            item_kind="article",
            text_locale="en",
            is_fallback=True,
            at=at("2026-03-02 10:00"),
        )
    step = Step.objects.get()
    assert step.visit is not None
    assert (step.kind, step.family, step.item_kind) == ("read", "reset", "article")
    assert (step.reader_locale, step.text_locale, step.is_fallback) == ("el", "en", True)
    assert step.day == step.visit.day == date(2026, 3, 2)


def test_same_network_and_agent_are_one_visit_and_others_are_not() -> None:
    for actor in (
        reader(),
        reader(),
        reader(agent=SAFARI),
        reader(address="203.0.113.8"),
    ):
        journal.record(actor, "search", query="wifi")
    assert Visit.objects.count() == 3


def test_ipv6_readers_are_told_apart_by_their_64_bit_network() -> None:
    networks = [
        readers.place_of(reader(address=address).address)
        for address in ("2001:db8::1", "2001:db8::2:3", "2001:db8:0:1::1", "::ffff:203.0.113.7")
    ]
    assert networks == ["2001:db8::/64", "2001:db8::/64", "2001:db8:0:1::/64", "203.0.113.7"]


def test_without_trusted_proxies_the_forwarded_header_is_not_believed(settings: Any) -> None:
    settings.TRUSTED_PROXIES = 0
    assert readers.place_of(reader(x_forwarded_for="198.51.100.1").address) == "203.0.113.7"


@pytest.mark.parametrize(
    ("proxies", "header", "network"),
    [
        (1, "6.6.6.6, 198.51.100.1", "198.51.100.1"),
        (2, "6.6.6.6, 198.51.100.1, 10.0.0.1", "198.51.100.1"),
        (2, "6.6.6.6", "203.0.113.7"),
        (1, "nonsense", "203.0.113.7"),
        (1, "198.51.100.1:4711", "198.51.100.1"),
        (1, "[2001:db8::1]:443", "2001:db8::/64"),
    ],
)
def test_the_entry_our_own_proxy_wrote_is_believed(
    settings: Any, proxies: int, header: str, network: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    assert readers.place_of(reader(x_forwarded_for=header).address) == network


def test_robots_and_prefetches_leave_nothing() -> None:
    journal.record(reader(agent=GOOGLEBOT), "read", family="a")
    journal.record(reader(sec_purpose="prefetch;prerender"), "read", family="a")
    journal.record(reader(purpose="prefetch"), "read", family="a")
    assert not Step.objects.exists()
    assert not DailyTotal.objects.exists()
    assert not Visit.objects.exists()


@pytest.mark.parametrize("header", ["sec_gpc", "dnt"])
def test_readers_who_ask_not_to_be_followed_are_in_daily_totals_only(header: str) -> None:
    actor = reader(**{header: "1"})
    for family in ("a", "b", "a"):
        journal.record(actor, "read", family=family, at=at("2026-03-02 10:00"))
    total = DailyTotal.objects.get()
    assert (total.day, total.kind, total.locale, total.count) == (
        date(2026, 3, 2),
        "read",
        "en",
        3,
    )
    assert not Step.objects.exists()
    assert not Visit.objects.exists()


def test_the_reporting_time_zone_decides_the_day(settings: Any) -> None:
    settings.REPORTING_TIME_ZONE = "Europe/Athens"
    journal.record(reader(), "search", query="x", at=at("2026-03-02 22:30"))
    assert Step.objects.get().day == date(2026, 3, 3)
    assert days.day_of(at("2026-03-02 21:30")) == date(2026, 3, 2)


def test_reading_the_same_again_within_half_an_hour_counts_once() -> None:
    for minute in ("10:00", "10:05", "10:29", "10:31"):
        journal.record(reader(), "read", family="a", at=at(f"2026-03-02 {minute}"))
    journal.record(reader(), "read", family="b", at=at("2026-03-02 10:06"))
    assert Step.objects.filter(kind=StepKind.READ).count() == 3


def test_personal_data_in_a_query_is_masked_and_over_long_values_are_cut() -> None:
    journal.record(
        reader(),
        "search",
        query="mail anna@example.com \x00 refused " + "x" * 900,
        family="f" * 900,
        rank=10**9,
    )
    step = Step.objects.get()
    assert "anna" not in step.query
    assert "\0" not in step.query
    assert len(step.query) == 200
    assert len(step.family) == 255


def test_a_database_error_does_not_reach_the_reader(monkeypatch: Any, caplog: Any) -> None:
    def broken(*_args: Any) -> str:
        raise DatabaseError("no disk")

    monkeypatch.setattr(recording, "salt_of", broken)
    with transaction.atomic():
        journal.record(reader(), "read", family="a")
        assert Visit.objects.count() == 0  # the caller's transaction still works
    assert "not counted" in caplog.text


def test_the_salt_of_a_day_that_is_over_is_deleted() -> None:
    recording.salt_of(date(2026, 3, 1))
    recording.salt_of(date(2026, 3, 2))
    assert retention.forget_salts(at("2026-03-02 00:30")) == 0
    assert retention.forget_salts(at("2026-03-02 12:00")) == 1
    assert DaySalt.objects.get().day == date(2026, 3, 2)


def test_keys_are_made_with_the_sites_secret_as_well_as_with_the_salt(settings: Any) -> None:
    before = readers.visit_key(reader(), "salt"), readers.network_key(reader(), "salt")
    settings.SECRET_KEY = "another" * 10
    after = readers.visit_key(reader(), "salt"), readers.network_key(reader(), "salt")
    assert not set(before) & set(after)


def test_two_days_give_the_same_reader_two_unlinkable_keys() -> None:
    for day in ("2026-03-01", "2026-03-02"):
        journal.record(reader(), "read", family="a", at=at(f"{day} 10:00"))
    assert len(set(Visit.objects.values_list("key", flat=True))) == 2
    assert len(set(Step.objects.values_list("subject", flat=True))) == 2


def test_query_text_is_dropped_after_ninety_days_and_its_search_stays() -> None:
    now = timezone.now()
    for age in (89, 92):
        journal.record(reader(), "search", query="wifi", at=now - timedelta(days=age))
    assert retention.forget_queries(now) == 1
    assert sorted(Step.objects.values_list("query", flat=True)) == ["", "wifi"]


def test_known_agents_of_people_are_no_robots() -> None:
    assert not is_robot_agent(FIREFOX)
    assert not is_robot_agent(SAFARI)
    assert not is_robot_agent("")


@pytest.mark.django_db(transaction=True)
def test_first_steps_at_the_same_moment_make_one_visit(caplog: Any) -> None:
    barrier = threading.Barrier(6)

    def step(number: int) -> None:
        barrier.wait()
        journal.record(reader(), "search", query=f"query {number}")
        connection.close()

    threads = [threading.Thread(target=step, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Visit.objects.count() == 1
    assert Step.objects.count() == 6
    assert "not counted" not in caplog.text


@pytest.mark.django_db(transaction=True)
def test_totals_added_at_the_same_moment_all_count() -> None:
    barrier = threading.Barrier(6)

    def step(number: int) -> None:
        barrier.wait()
        journal.record(reader(f"198.51.100.{number}", sec_gpc="1"), "search", query="x")
        connection.close()

    threads = [threading.Thread(target=step, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert DailyTotal.objects.get().count == 6
