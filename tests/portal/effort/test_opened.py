"""Open days: every step shows at once while they are few, else as of the job's last count."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.effort import daily, opened, rollups
from portal.effort.counts import Count
from tests.factories.effort import Reader
from tests.factories.journal import at

pytestmark = pytest.mark.django_db

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)
NOON = at("2026-03-03 12:00")


def reads(number: int, day: date = TUESDAY) -> None:
    Reader(f"198.51.100.{number}", "el").read("hub", f"{day} 09:00")


def shown(when: datetime, first: date = MONDAY) -> Count | None:
    return daily.read(first, TUESDAY, when).sums(first, TUESDAY).get(("reads", "el"))


def later(minutes: int) -> datetime:
    return NOON + timedelta(minutes=minutes)


def test_of_few_steps_each_shows_at_once() -> None:
    reads(1)
    assert rollups.mark_open_days(NOON) == 1
    assert shown(NOON) == Count(1, 1)
    reads(2)
    assert shown(NOON) == Count(2, 2)


def test_of_many_steps_the_jobs_count_is_shown_until_it_counts_again(monkeypatch: Any) -> None:
    monkeypatch.setattr(opened, "MANY", 1)
    reads(1, MONDAY)
    reads(2)
    rollups.mark_open_days(NOON)
    reads(3)
    # Whatever span is asked for: all that the job has counted, or a part of it.
    assert shown(later(9)) == Count(2, 2)
    assert shown(later(9), TUESDAY) == Count(1, 1)
    rollups.mark_open_days(later(10))
    assert shown(later(11)) == Count(3, 3)


def test_where_the_job_does_not_run_they_are_counted_all_the_same(monkeypatch: Any) -> None:
    monkeypatch.setattr(opened, "MANY", 1)
    reads(1)
    reads(2)
    rollups.mark_open_days(NOON)
    reads(3)
    assert shown(later(21)) == Count(3, 3)


def test_what_the_job_has_counted_is_read_without_a_step(monkeypatch: Any) -> None:
    monkeypatch.setattr(opened, "MANY", 1)
    reads(1)
    reads(2)
    rollups.mark_open_days(NOON)
    with CaptureQueriesContext(connection) as queries:
        found = dict(opened.read([TUESDAY], later(5)).rows("family"))
    assert not [one for one in queries if "FROM" in one["sql"] and "journal_" in one["sql"]]
    cache.clear()
    assert found == dict(opened.read([TUESDAY], NOON).rows("family"))
    assert found[TUESDAY] == [
        ("reads", "el", "hub", 2, 2),
        ("wrote_after_reading", "el", "hub", 0, 2),
    ]
