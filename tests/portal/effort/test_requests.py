"""The figures of requests counted by hand: in three languages, and what befalls them later."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kb.models import Product
from portal.accounts.models import User
from portal.effort import facts, opened, rebuilding, report, requests, rollups
from portal.effort.counts import Count
from portal.effort.models import ClosedDay, DailyFigure
from portal.handover import acts, personal_data, service
from portal.handover.models import SILENCE, ContactRequest
from portal.journal import days as calendar
from portal.support import reading
from portal.support.models import Desk
from tests.factories import accounts, support
from tests.factories.effort import Reader
from tests.factories.requests import sent

pytestmark = pytest.mark.django_db

# A Monday, in Athens 23:58; the support works there from 9 to 17, and promises six hours.
LATE = datetime(2026, 3, 2, 21, 58, tzinfo=UTC)
NINE = datetime(2026, 3, 3, 7, 0, tzinfo=UTC)
HOUR, WEEK = timedelta(hours=1), timedelta(days=7)
MONDAY, TUESDAY, LAST = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 18)
LATER = datetime(2026, 3, 20, 12, tzinfo=UTC)
KEYS = {
    *("first_response", "resolution", "first_contact_resolution"),
    *("kept_promises", "satisfaction"),
}
REQUESTS_LAST = timedelta(days=365)


@pytest.fixture(autouse=True)
def _somebody_came() -> None:
    Reader("198.51.100.7", "id").read("hub", "2026-03-02 09:00")


@pytest.fixture
def story() -> None:
    hours = support.hours()
    support.desk(hours, 6, language="el")
    member = accounts.member("Άννα")
    # Greek: answered within two hours, confirmed, five of five.
    good = sent(at=LATE, user=member, topic="hub", product="Κόμβος")
    acts.answer(good, at=NINE + 2 * HOUR)
    acts.confirm(good, at=NINE + 3 * HOUR)
    acts.rate(good, rating=5, at=NINE + 4 * HOUR)
    # Too late; then "not yet", and solved the day after; three of five.
    bad = sent(at=LATE, user=member, message="Δεν ακούγεται")
    acts.answer(bad, at=NINE + 7 * HOUR)
    acts.reopen(bad, at=NINE + 8 * HOUR)
    acts.rate(bad, rating=3, at=NINE + 8 * HOUR)
    acts.solve(bad, at=NINE + 26 * HOUR)
    # Nobody has noted anything.
    sent(at=LATE, user=member, message="Κανείς")
    # Danish: no hours are known there. Solved by the support, and then a week of silence.
    quiet = sent(at=LATE, locale="da", user=member, market="DK")
    acts.solve(quiet, at=LATE + 10 * HOUR)
    # Arabic: the same, but the customer writes again on the sixth day.
    again = sent(at=LATE, locale="ar", user=member)
    acts.solve(again, at=LATE + 10 * HOUR)
    acts.add(again, form="1", text="ما زال لا يعمل", at=LATE + 150 * HOUR)
    acts.solve(again, at=LATE + 160 * HOUR)


def counted(at: datetime = LATER) -> dict[tuple[str, str], Count]:
    """By figure and language, of all days."""
    found: dict[tuple[str, str], Count] = {}
    for counts in report.by_day(MONDAY, LAST, at=at).values():
        for (figure, code), count in counts.items():
            if figure in KEYS:
                found[figure, code] = found.get((figure, code), Count()) + count
    return found


def days_of(key: str, code: str, at: datetime = LATER) -> list[date]:
    found = report.by_day(MONDAY, LAST, at=at)
    return sorted(day for day, counts in found.items() if (key, code) in counts)


def medians(*codes: str, at: datetime = LATER) -> dict[str, timedelta | None]:
    built = report.build(MONDAY, LAST, languages=codes or None, at=at)
    return {row.figure.key: row.total.median for row in built.times if row.figure.key in KEYS}


def everything() -> Any:
    return counted(), *(medians(code) for code in ("el", "da", "ar"))


@pytest.mark.usefixtures("story")
def test_the_figures_of_requests_are_those_counted_by_hand() -> None:
    assert counted() == {
        ("first_response", "el"): Count(2, 2),
        ("first_response", "da"): Count(1, 1),
        ("first_response", "ar"): Count(1, 1),
        ("resolution", "el"): Count(2, 2),
        ("resolution", "da"): Count(1, 1),
        # It was solved twice.
        ("resolution", "ar"): Count(2, 2),
        ("first_contact_resolution", "el"): Count(1, 2),
        ("first_contact_resolution", "da"): Count(1, 1),
        ("first_contact_resolution", "ar"): Count(0, 1),
        # One of three: one came too late, of one nothing is known.
        ("kept_promises", "el"): Count(1, 3),
        ("satisfaction", "el"): Count(1, 2),
    }


@pytest.mark.usefixtures("story")
def test_the_first_response_is_in_support_hours_and_by_the_clock_where_none_are_set() -> None:
    assert medians("el")["first_response"] == (2 + 7) * HOUR / 2
    assert medians("da")["first_response"] == 10 * HOUR
    rollups.close_days(LATER)
    kept = set(DailyFigure.objects.filter(kind="hours").values_list("locale", "value"))
    assert kept == {("el", "support"), ("da", "clock"), ("ar", "clock")}


@pytest.mark.usefixtures("story")
def test_the_time_to_the_solution_is_by_the_clock_each_time_it_is_solved() -> None:
    first, second = NINE + 3 * HOUR - LATE, NINE + 26 * HOUR - LATE
    assert medians("el")["resolution"] == (first + second) / 2
    assert medians("ar")["resolution"] == (10 + 160) * HOUR / 2
    assert medians("sv") == {"first_response": None, "resolution": None}


@pytest.mark.usefixtures("story")
def test_each_counts_on_the_day_on_which_it_came_to_pass() -> None:
    assert days_of("kept_promises", "el") == [TUESDAY]
    assert days_of("satisfaction", "el") == [TUESDAY]
    assert days_of("resolution", "el") == [TUESDAY, TUESDAY + timedelta(days=1)]
    # A week of silence after Tuesday.
    assert days_of("first_contact_resolution", "da") == [TUESDAY + WEEK]
    assert days_of("first_contact_resolution", "ar") == [date(2026, 3, 9)]


@pytest.mark.usefixtures("story")
def test_before_a_week_has_passed_in_silence_it_is_provisional_and_in_no_rate() -> None:
    silent_until = LATE + 10 * HOUR + SILENCE
    for moment, provisional in ((silent_until - HOUR, 1), (silent_until + HOUR, 0)):
        built = report.build(MONDAY, LAST, languages=["da"], at=moment)
        rate = next(r.total for r in built.rows if r.figure.key == "first_contact_resolution")
        assert (built.provisional, rate.n) == (provisional, 1 - provisional)


@pytest.mark.usefixtures("story")
def test_a_promise_whose_time_has_not_come_is_neither_kept_nor_broken() -> None:
    for hours, due in ((5, 0), (6, 3)):
        at = NINE + hours * HOUR + timedelta(minutes=1)
        assert counted(at).get(("kept_promises", "el"), Count()).denominator == due


@pytest.mark.usefixtures("story")
def test_the_figure_and_the_contact_page_take_the_same_promises_for_kept() -> None:
    for number in range(40):
        request = sent(at=LATE, message=f"Ερώτηση {number}")
        # In the evening of the promised day, too: nobody worked meanwhile.
        acts.answer(request, at=NINE + (4 + number / 10) * HOUR)
    shown = service.record(NINE + 48 * HOUR, "", "el")
    assert shown
    kept = counted()["kept_promises", "el"]
    assert (kept.numerator, kept.denominator) == (shown.kept.count, shown.kept.n)


@pytest.mark.usefixtures("story")
def test_closed_days_say_of_requests_what_the_requests_say() -> None:
    before = everything()
    rollups.close_days(LATER)
    assert everything() == before
    rebuilding.rebuild(MONDAY, LAST, LATER)
    assert everything() == before


@pytest.mark.usefixtures("story")
def test_nothing_that_befalls_a_request_later_rewrites_a_closed_day() -> None:
    rollups.close_days(LATER)
    before = everything()
    for request in ContactRequest.objects.all():
        acts.add(request, form="later", text="Πάλι", at=LATER)
        acts.answer(request, at=LATER)
    assert everything() == before
    for user in User.objects.all():
        personal_data.erase(user)
    assert not ContactRequest.objects.exists()
    rebuilding.rebuild(MONDAY, LAST, LATER)
    assert rebuilding.make_up(LATER) == 0
    assert everything() == before


@pytest.mark.usefixtures("story")
def test_days_closed_before_the_figures_came_are_made_up_for() -> None:
    before = everything()
    rollups.close_days(LATER)
    _forget_that_they_were_counted()
    states = {
        r.total.state for r in report.build(MONDAY, LAST, at=LATER).rows if r.figure.key in KEYS
    }
    assert states == {"not counted"}
    rebuilding.make_up(LATER)
    assert everything() == before


@pytest.mark.usefixtures("story")
def test_days_of_which_requests_may_be_gone_stay_not_counted(settings: Any) -> None:
    rollups.close_days(LATER)
    _forget_that_they_were_counted()
    rebuilding.make_up(LATER + REQUESTS_LAST - timedelta(days=60))
    assert not DailyFigure.objects.filter(figure__in=KEYS).exists()
    settings.KEEP_REQUESTS_DAYS = 30
    rebuilding.make_up(LATER)
    assert not DailyFigure.objects.filter(figure__in=KEYS).exists()


def _forget_that_they_were_counted() -> None:
    for closed in ClosedDay.objects.all():
        closed.definitions = {k: n for k, n in closed.definitions.items() if k not in KEYS}
        closed.save()
    DailyFigure.objects.filter(figure__in=KEYS).delete()


@pytest.mark.usefixtures("story")
def test_what_requests_are_of_is_kept_and_nothing_that_was_typed() -> None:
    Product.objects.create(name="Κόμβος", slug="hub")
    sent(at=LATE, product="Ο κόμβος του Νίκου, Λαμία", locale="el")
    rollups.close_days(LATER)
    rows = DailyFigure.objects.filter(figure__in=KEYS).exclude(kind__in=["", "network"])
    of = set(rows.exclude(kind__in=["minutes", "hours"]).values_list("kind", "value"))
    assert of == {("topic", "hub"), ("product", "hub"), ("market", "DK")}


@pytest.mark.usefixtures("story")
def test_requests_are_read_in_the_same_few_queries_however_many_there_are() -> None:
    def queries(days: int) -> int:
        with CaptureQueriesContext(connection) as caught:
            requests.read([MONDAY + timedelta(days=n) for n in range(days)], facts.within)
        return len(caught)

    assert queries(2) == queries(17) == 5


def test_whatever_is_done_to_a_request_makes_another_version() -> None:
    request, days = sent(at=LATE), [MONDAY, TUESDAY]
    for act in (
        lambda: acts.answer(request, at=NINE),
        lambda: acts.confirm(request, at=NINE),
        lambda: acts.rate(request, rating=4, at=NINE),
        lambda: acts.reopen(request, at=NINE),
        lambda: acts.solve(request, at=NINE),
    ):
        before = opened.version(days)
        assert opened.version(days) == before
        act()
        assert opened.version(days) != before


@pytest.mark.parametrize("zone", ["Europe/Athens", "Asia/Jakarta", "UTC"])
def test_a_week_of_silence_ends_on_the_right_day_though_the_clocks_change(
    settings: Any, zone: str
) -> None:
    """In Athens the clocks go forward on 29 March: half past eleven is half past midnight then."""
    settings.REPORTING_TIME_ZONE = zone
    solved = datetime(2026, 3, 24, 21, 30, tzinfo=UTC)
    request = sent(at=solved - HOUR, locale="da")
    acts.solve(request, at=solved)
    known = calendar.day_of(solved + SILENCE)
    span = [known + timedelta(days=n) for n in range(-3, 4)]
    found = {
        day: one.settled for day in span for one in requests.read([day], facts.within).values()
    }
    assert [day for day, settled in found.items() if settled] == [known]


def test_where_nothing_is_promised_nothing_is_kept_or_broken() -> None:
    support.desk(support.hours(), 6)
    Desk.objects.all().delete()
    reading.forget()
    acts.answer(sent(at=LATE, locale="ar"), at=NINE)
    assert counted() == {("first_response", "ar"): Count(1, 1)}
