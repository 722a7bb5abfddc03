"""When an answer comes, by what the owner has said: and nothing where nothing was said."""

import time
import uuid
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal import rereading
from portal.caching.areas import Area
from portal.caching.models import Generation
from portal.support import promises, reading
from portal.support.models import Desk
from tests.factories import support

pytestmark = pytest.mark.django_db
ATHENS, OSLO = ZoneInfo("Europe/Athens"), ZoneInfo("Europe/Oslo")
MONDAY = datetime(2026, 11, 30, 23, 58, tzinfo=ATHENS)


def test_where_nobody_has_said_anything_nothing_is_promised() -> None:
    assert promises.answer_by(MONDAY, "", "el") is None
    assert promises.working_time(MONDAY, MONDAY + timedelta(days=1), "", "el") is None


def test_hours_without_a_promise_are_known_and_promise_nothing() -> None:
    support.desk(support.hours(), promised=None)
    assert promises.answer_by(MONDAY, "", "el") is None
    assert promises.working_time(MONDAY, MONDAY + timedelta(days=1), "", "el") == timedelta(
        hours=8
    )


def test_without_markets_one_promise_holds_everywhere() -> None:
    support.desk(support.hours(), promised=6)
    for market, locale in (("", "el"), ("", "ar"), ("GR", "en")):
        by = promises.answer_by(MONDAY, market, locale)
        assert by == datetime(2026, 12, 1, 15, 0, tzinfo=ATHENS)
        assert by.tzinfo == ATHENS


def test_the_market_and_the_language_have_promises_of_their_own() -> None:
    support.market("GR"), support.market("NO", position=1)
    athens, oslo = support.hours(), support.hours("Oslo", "Europe/Oslo")
    support.desk(athens, promised=2, market="GR")
    support.desk(athens, promised=1, market="GR", language="el")
    support.desk(oslo, promised=4, market="NO")
    answers = {
        place: promises.answer_by(MONDAY, *place)
        for place in (("GR", "el"), ("GR", "en"), ("NO", "el"), ("", "el"), ("SE", "el"))
    }
    assert answers == {
        ("GR", "el"): datetime(2026, 12, 1, 10, 0, tzinfo=ATHENS),
        ("GR", "en"): datetime(2026, 12, 1, 11, 0, tzinfo=ATHENS),
        ("NO", "el"): datetime(2026, 12, 1, 13, 0, tzinfo=OSLO),
        # Nobody has said what holds for readers of no market, or of one that is not served.
        ("", "el"): None,
        ("SE", "el"): None,
    }


def test_the_only_market_need_not_be_chosen() -> None:
    support.market("GR")
    support.desk(support.hours(), promised=2, market="GR")
    assert promises.answer_by(MONDAY, "", "ar") == datetime(2026, 12, 1, 11, 0, tzinfo=ATHENS)


def test_a_change_holds_at_once_and_nothing_else_is_asked_twice() -> None:
    row = support.desk(support.hours(), promised=2)
    promises.answer_by(MONDAY, "", "el")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        promises.answer_by(MONDAY, "", "da")
    assert len(asked) == 0
    row.promised_hours = 3
    row.save()
    assert promises.answer_by(MONDAY, "", "da") == datetime(2026, 12, 1, 12, 0, tzinfo=ATHENS)
    Desk.objects.get().delete()
    assert promises.answer_by(MONDAY, "", "da") is None


def test_no_more_is_asked_for_many_markets_than_for_few() -> None:
    hours = support.hours()
    for position, code in enumerate(("GR", "NO", "DK", "SE")):
        support.market(code, position)
        support.desk(hours, promised=2, market=code)
    reading.forget()
    with CaptureQueriesContext(connection) as asked:
        promises.answer_by(MONDAY, "NO", "nb")
    assert len(asked) == 4  # Markets, promises, ways; and whether anything has changed.


def test_a_process_that_serves_no_page_hears_of_a_change_made_elsewhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    row = support.desk(support.hours(), promised=2)
    promises.answer_by(MONDAY, "", "el")
    Desk.objects.filter(pk=row.pk).update(promised_hours=3)
    Generation.objects.filter(pk=Area.SITE).update(stamp=uuid.uuid4())
    assert promises.answer_by(MONDAY, "", "el") == datetime(2026, 12, 1, 11, 0, tzinfo=ATHENS)
    later = time.monotonic() + reading.ASK_AFTER
    monkeypatch.setattr(rereading, "clock", lambda: later)
    assert promises.answer_by(MONDAY, "", "el") == datetime(2026, 12, 1, 12, 0, tzinfo=ATHENS)
