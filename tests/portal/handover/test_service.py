"""How soon the support answered of late, as the contact page says it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction

from portal.handover import acts, links, service
from portal.handover.models import ContactRequest, Event
from portal.support import reading
from portal.support.models import Desk
from tests.factories import support
from tests.factories.handover import reader
from tests.factories.requests import sent

pytestmark = pytest.mark.django_db

# A Monday, in Athens 23:58; the support works from 9 to 17.
LATE = datetime(2026, 3, 2, 21, 58, tzinfo=UTC)
NINE = datetime(2026, 3, 3, 7, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _promise() -> None:
    support.desk(support.hours(), 6)


def fresh(request: ContactRequest) -> ContactRequest:
    request.refresh_from_db()
    return request


def test_a_request_at_23_58_is_promised_an_answer_on_the_next_working_day() -> None:
    request = fresh(sent(at=LATE))
    assert request.promised_by == NINE + 6 * HOUR
    acts.answer(request, at=NINE + 2 * HOUR)
    assert fresh(request).answered_within == 2 * HOUR


def test_one_that_is_answered_past_midnight_and_before_opening_took_no_working_time() -> None:
    request = sent(at=LATE)
    acts.answer(request, at=LATE + timedelta(minutes=5))
    assert fresh(request).answered_within == timedelta()


def many(in_time: int, late: int = 0, unmarked: int = 0, **changes: Any) -> None:
    for number in range(in_time + late + unmarked):
        request = sent(at=LATE, message=f"Ερώτηση {number}", **changes)
        if number < in_time + late:
            acts.answer(request, at=NINE + (5 if number < in_time else 7) * HOUR)


@pytest.mark.parametrize(
    ("in_time", "late", "unmarked", "tenths"),
    [(30, 0, 0, 10), (29, 1, 0, 9), (27, 0, 3, 9), (20, 10, 0, 6), (26, 0, 4, 8)],
)
def test_what_was_kept_is_told_and_rounded_down(
    in_time: int, late: int, unmarked: int, tenths: int
) -> None:
    many(in_time, late, unmarked)
    told = service.record(NINE + 8 * HOUR, "", "el")
    assert told
    assert (told.kept.tenths, told.kept.n, told.hours) == (tenths, 30, 6)


@pytest.mark.parametrize(("in_time", "unmarked"), [(29, 0), (23, 7), (0, 30)])
def test_of_too_few_or_too_little_known_nothing_is_told(in_time: int, unmarked: int) -> None:
    many(in_time, unmarked=unmarked)
    assert service.record(NINE + 8 * HOUR, "", "el") is None


def test_only_eight_weeks_and_the_readers_language_count() -> None:
    many(30)
    assert service.record(NINE + 8 * HOUR, "", "ar") is None
    assert service.record(LATE + service.WINDOW + HOUR, "", "el") is None


def test_a_promise_that_was_made_shorter_is_not_kept_by_older_answers() -> None:
    many(30)
    Desk.objects.update(promised_hours=4)
    reading.forget()
    told = service.record(NINE + 8 * HOUR, "", "el")
    assert told
    assert (told.kept.tenths, told.hours) == (0, 4)


def test_what_came_after_the_promised_moment_is_late_though_nobody_worked_meanwhile() -> None:
    """Promised for the end of the working day, and answered in the evening."""
    Desk.objects.update(promised_hours=8)
    reading.forget()
    for number in range(30):
        request = sent(at=LATE, message=f"Ερώτηση {number}")
        acts.answer(request, at=NINE + (8 if number < 27 else 9) * HOUR)
        assert fresh(request).answered_within == 8 * HOUR
    told = service.record(NINE + 10 * HOUR, "", "el")
    assert told
    assert told.kept == service.Proportion(27, 30)


def test_the_contact_page_says_it_plainly() -> None:
    many(28, 2, locale="en")
    with time_machine.travel(NINE + 8 * HOUR, tick=False):
        page = reader().get("/en/contact/").content.decode()
        other = reader().get("/id/contact/").content.decode()
    assert "9 of 10 got an answer within 6 working hours: 30 requests" in page
    assert " 30 " not in other.partition("<main")[2].partition("</main")[0]


def test_the_page_of_a_request_tells_when_an_answer_comes() -> None:
    request = sent(at=LATE)
    with time_machine.travel(LATE, tick=False):
        page = reader().get(links.page(request)).content.decode()
    assert "2026-03-03T13:00:00+00:00" in page
    with time_machine.travel(NINE + 7 * HOUR, tick=False):
        assert "T13:00:00" not in reader().get(links.page(request)).content.decode()
        acts.answer(request)
        acts.reopen(request)
        assert "2026-03-04" in reader().get(links.page(request)).content.decode()


def test_where_nothing_is_known_nothing_is_said() -> None:
    Desk.objects.all().delete()
    reading.forget()
    request = sent()
    assert "local-time" not in _state(reader().get(links.page(request)).content.decode())


def _state(page: str) -> str:
    return page.partition("notice__body")[2].partition("</div>")[0]


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "answered"},
        {"state": "solved"},
        {"state": "open"},
        {"solved_at": NINE},
        {"answered_at": NINE},
        {"answers": 1},
        {"outcome": "yes"},
        {"outcome": "eh", "outcome_at": NINE},
        {"outcome_at": NINE},
        {"rating": 0},
        {"rating": 6},
    ],
)
def test_the_database_takes_no_state_that_cannot_be(wrong: dict[str, Any]) -> None:
    request = sent()
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactRequest.objects.filter(pk=request.pk).update(**wrong)


@pytest.mark.parametrize(
    "wrong",
    [{"kind": "message"}, {"kind": "other"}, {"kind": "answered", "text": "x"}],
)
def test_the_database_takes_no_event_that_cannot_be(wrong: dict[str, Any]) -> None:
    request = sent()
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.create(request=request, at=NINE, **wrong)
