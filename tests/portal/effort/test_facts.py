"""Of the days that are asked for everything is read, of the others nothing."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kb.feedback.models import Vote
from portal.effort import facts, opened, report, rollups
from portal.effort.models import ClosedDay
from portal.journal import days, shares
from portal.journal.models import BeyondShare, DailyTotal, Step, StepKind
from tests.factories.effort import Reader
from tests.factories.handover import contact_start
from tests.factories.journal import at
from tests.factories.kb import make_family

pytestmark = pytest.mark.django_db

FIRST = date(2026, 3, 1)
TABLES = ("journal_step", "deflection_attempt", "kb_vote")


def noon(offset: int) -> datetime:
    return at("2026-03-01 12:00") + timedelta(days=offset)


def lived(*offsets: int) -> None:
    """Days with one of everything that is read."""
    family = make_family("Κόμβος", slug=f"hub-{offsets[0]}")
    for offset in offsets:
        when, day = noon(offset), days.day_of(noon(offset))
        Reader("198.51.100.7", "el").searched("ήχος", f"{when:%Y-%m-%d %H:%M}")
        contact_start(when, "ar")
        said: dict[str, Any] = {"helpful": True, "reader_locale": "da", "text_locale": "da"}
        Vote.objects.create(family=family, voter=f"token:{offset}", at=when, **said)
        DailyTotal.objects.create(day=day, kind=StepKind.READ, locale="sv", count=2)
        further = {"network": "κ", "kind": StepKind.READ, "locale": "el"}
        BeyondShare.objects.create(day=day, count=3, **further)


@pytest.mark.parametrize("zone", ["UTC", "Europe/Athens", "Asia/Jakarta"])
@pytest.mark.parametrize("asked", [(0,), (0, 1, 2), (1, 4), (5, 0, 2, 1)])
def test_what_is_read_is_of_the_days_asked_for(
    settings: Any, zone: str, asked: tuple[int, ...]
) -> None:
    settings.REPORTING_TIME_ZONE = zone
    lived(*range(6))
    wanted = [FIRST + timedelta(days=offset) for offset in asked]
    found = facts.read(wanted)
    assert set(found) == set(wanted)
    for day in found.values():
        assert [len(day.steps), len(day.starts), len(day.votes)] == [1, 1, 1]
        assert (day.quiet, sum(day.further.values())) == ({("read", "sv"): 2}, 3)


@pytest.mark.parametrize(
    ("began", "called", "went_on"),
    [("10:00", "10:05", "way"), ("10:00", "09:55", ""), ("10:00", None, "")],
)
def test_a_tap_after_the_start_belongs_to_it(began: str, called: str | None, went_on: str) -> None:
    writer, other = Reader("198.51.100.7", "el"), Reader("203.0.113.9", "el")
    writer.begins(f"2026-03-01 {began}")
    if called:
        writer.did("way_taken", f"2026-03-01 {called}", item_kind="phone")
    other.did("way_taken", "2026-03-01 11:00", item_kind="phone")
    (start,) = facts.read([FIRST])[FIRST].starts
    assert start.went_on == went_on


def test_no_day_asked_for_is_nothing_read() -> None:
    lived(0)
    assert facts.read([]) == {}
    assert not Vote.objects.filter(facts.within("at", [])).exists()


def rows_read(first: date, last: date, now: datetime) -> dict[str, int]:
    """How many rows of each table a report takes into memory."""
    with CaptureQueriesContext(connection) as queries:
        report.by_day(first, last, at=now)
    rows = dict.fromkeys(TABLES, 0)
    for sql in (query["sql"] for query in queries):
        for table in TABLES:
            if f'FROM "{table}"' in sql and "ORDER BY" in sql:
                with connection.cursor() as cursor:
                    # Without what PostgreSQL is told about a cursor.
                    cursor.execute(sql[sql.index("SELECT") :])
                    rows[table] += len(cursor.fetchall())
    return rows


@pytest.mark.parametrize("before", [0, 30], ids=["since the beginning", "from before it"])
def test_a_report_takes_no_row_of_a_closed_day_or_of_one_before_the_first_step(
    before: int,
) -> None:
    lived(*range(10))
    rollups.close_days(noon(8))
    assert rollups.last_closable(noon(8)) == FIRST + timedelta(days=6)
    said: dict[str, Any] = {"helpful": True, "reader_locale": "da", "text_locale": "da"}
    Vote.objects.create(family=make_family("Παλιό"), voter="token:π", at=noon(-9), **said)
    first, last = FIRST - timedelta(days=before), FIRST + timedelta(days=9)
    assert set(rows_read(first, last, noon(9)).values()) == {3}


def test_a_day_that_was_left_open_is_read_and_none_between_it_and_today() -> None:
    lived(*range(10))
    rollups.close_days(noon(8))
    ClosedDay.objects.filter(day=FIRST + timedelta(days=2)).delete()
    first, last = FIRST - timedelta(days=30), FIRST + timedelta(days=9)
    assert set(rows_read(first, last, noon(9)).values()) == {4}


OPEN = [FIRST + timedelta(days=offset) for offset in (2, 8, 9)]


def says_yes(number: int = 7) -> None:
    """A vote of a stranger, who has room for a row or has not."""
    Reader(f"198.51.100.{number}", "el").did("vote", f"{noon(9):%Y-%m-%d %H:%M}", helpful=True)


def asks_to_be_let_alone() -> None:
    Reader("198.51.100.7", "el", dnt="1").read("hub", f"{noon(9):%Y-%m-%d %H:%M}")


def begins_a_request() -> None:
    contact_start(noon(8), "id")


@pytest.mark.parametrize("happens", [says_yes, asks_to_be_let_alone, begins_a_request])
def test_whatever_is_recorded_on_an_open_day_makes_another_version(
    happens: Callable[[], None],
) -> None:
    lived(*range(10))
    before = opened.version(OPEN)
    assert opened.version(OPEN) == before
    happens()
    assert opened.version(OPEN) != before


def test_what_a_network_does_beyond_its_rows_makes_another_version() -> None:
    for _time in range(shares.ROWS):
        says_yes()
    before, kept = opened.version(OPEN), Step.objects.count()
    says_yes()
    assert Step.objects.count() == kept
    assert opened.version(OPEN) != before


def test_what_closing_writes_anew_makes_no_other_version() -> None:
    lived(*range(10))
    before = opened.version(OPEN[1:])
    rollups.close_days(noon(8))
    assert opened.version(OPEN[1:]) == before


@pytest.mark.postgresql
@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="Its planner says what an index finds"
)
def test_the_version_is_found_by_day() -> None:
    lived(*range(10))
    with CaptureQueriesContext(connection) as queries:
        opened.version(OPEN)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        for sql in (query["sql"] for query in queries):
            cursor.execute(f"EXPLAIN {sql}")
            plan = "\n".join(row[0] for row in cursor.fetchall())
            assert "Index Cond: " in plan, plan
            # By a key row after row is well where something else says which; never all of them.
            lines = [*plan.splitlines(), ""]
            walks = [
                line for line, then in pairwise(lines) if "_pkey" in line and "Cond:" not in then
            ]
            assert not walks, plan
