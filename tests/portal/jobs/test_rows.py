"""Rows of work: due, claimed for a time, finished once, tried again, dead in the end."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from portal.jobs.rows import LeaseLostError
from tests.portal.jobs.ledger import Booking, Entry

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def ledger(ledger_tables: None, db: None) -> None:
    """An empty ledger."""


@pytest.fixture
def entry(ledger: None) -> Entry:
    return Entry.objects.create(due_at=NOW)


def test_a_row_is_due_from_its_time_on(entry: Entry) -> None:
    assert not Entry.objects.due(NOW - MINUTE).exists()
    assert Entry.objects.due(NOW).get() == entry


def test_a_claimed_row_is_nobody_elses_until_the_lease_is_over(entry: Entry) -> None:
    assert Entry.objects.claim(5, MINUTE, NOW) == [entry]
    assert Entry.objects.claim(5, MINUTE, NOW) == []
    assert Entry.objects.claim(5, MINUTE, NOW + 2 * MINUTE) == [entry]


def test_the_longest_due_are_claimed_first_and_no_more_than_asked_for(entry: Entry) -> None:
    older = Entry.objects.create(due_at=NOW - MINUTE)
    Entry.objects.create(due_at=NOW)

    assert Entry.objects.claim(2, MINUTE, NOW) == [older, entry]


def test_a_claim_keeps_to_the_rows_it_is_asked_for(entry: Entry) -> None:
    other = Entry.objects.create(due_at=NOW)

    assert Entry.objects.filter(pk=other.pk).claim(5, MINUTE, NOW) == [other]
    assert Entry.objects.due(NOW).get() == entry


def test_a_finished_row_is_never_due_again(entry: Entry) -> None:
    [mine] = Entry.objects.claim(1, MINUTE, NOW)
    mine.finish(NOW)

    assert not Entry.objects.due(NOW + timedelta(days=9)).exists()
    assert mine.finished_at == NOW
    with pytest.raises(LeaseLostError):
        mine.finish(NOW)


def test_who_lost_the_lease_can_neither_finish_nor_fail(entry: Entry) -> None:
    [slow] = Entry.objects.claim(1, MINUTE, NOW)
    [quick] = Entry.objects.claim(1, MINUTE, NOW + 2 * MINUTE)

    with pytest.raises(LeaseLostError):
        slow.finish(NOW)
    slow.fail("too late", NOW)
    quick.finish(NOW)

    entry.refresh_from_db()
    assert entry.finished_at == NOW
    assert entry.last_error == ""


def test_who_lost_the_lease_loses_the_effect(entry: Entry) -> None:
    def slowly(row: Entry) -> None:
        Booking.objects.create(entry=row.pk)
        Entry.objects.filter(pk=row.pk).update(lease_token=None)

    assert Entry.objects.filter(pk=entry.pk).work_off(slowly, lease=timedelta(hours=1)) == 0
    assert not Booking.objects.exists()


def test_a_failed_row_waits_longer_each_time(entry: Entry) -> None:
    waits = []
    at = NOW
    for _attempt in range(4):
        [mine] = Entry.objects.claim(1, MINUTE, at)
        mine.fail(ValueError("no"), at)
        waits.append(mine.due_at - at)
        at = mine.due_at

    for number, wait in enumerate(waits):
        assert 0.5 <= wait / (Entry.first_delay * 2**number) <= 1.5
    entry.refresh_from_db()
    assert entry.last_error == "ValueError: no"
    assert entry.attempts == 4


def test_no_wait_is_longer_than_half_as_much_again_as_the_longest(entry: Entry) -> None:
    entry.attempts = 32_000
    entry.fail("no", NOW)

    assert entry.due_at - NOW <= Entry.longest_delay * 1.5


def test_a_row_tried_too_often_stays_visible_as_dead(
    entry: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Entry, "max_attempts", 1)
    [mine] = Entry.objects.claim(1, MINUTE, NOW)
    mine.fail("no", NOW)
    later = NOW + timedelta(days=30)

    assert mine.is_dead
    assert Entry.objects.claim(1, MINUTE, later) == []
    assert Entry.objects.dead(later).get() == entry


def test_a_row_that_kills_its_worker_each_time_is_dead_too(
    entry: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Entry, "max_attempts", 2)
    for number in range(2):
        assert Entry.objects.claim(1, MINUTE, NOW + number * 2 * MINUTE)

    assert not Entry.objects.claim(1, MINUTE, NOW + timedelta(days=1))
    assert Entry.objects.dead(NOW + timedelta(days=1)).get() == entry


@pytest.mark.parametrize("error", ["x" * 9_000, "\0", "\ud800", ValueError("\ud800\0" * 500)])
def test_any_error_can_be_noted(entry: Entry, error: object) -> None:
    entry.fail(error, NOW)

    entry.refresh_from_db()
    assert len(entry.last_error) <= 500


def test_working_off_goes_on_after_a_row_that_fails(ledger: None) -> None:
    rows = [Entry.objects.create(due_at=NOW) for _ in range(5)]

    def book_all_but_the_second(row: Entry) -> None:
        Booking.objects.create(entry=row.pk)
        if row == rows[1]:
            raise ValueError("no")

    assert Entry.objects.all().work_off(book_all_but_the_second, limit=2) == 4
    assert set(Booking.objects.values_list("entry", flat=True)) == {
        row.pk for row in rows if row != rows[1]
    }
    assert Entry.objects.unfinished().get().last_error == "ValueError: no"


def test_looking_for_work_where_there_is_none_writes_nothing(
    ledger: None, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert Entry.objects.all().claim() == []


def test_an_effect_and_its_row_are_committed_together_or_not_at_all(entry: Entry) -> None:
    [mine] = Entry.objects.claim(1, MINUTE, NOW)
    with suppress(ZeroDivisionError), transaction.atomic():
        Booking.objects.create(entry=mine.pk)
        mine.finish(NOW)
        raise ZeroDivisionError

    entry.refresh_from_db()
    assert entry.finished_at is None
    assert not Booking.objects.exists()
