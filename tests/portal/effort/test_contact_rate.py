"""Contacts per 1,000 customers: by hand, against before, on days of which all is known."""

import re
from collections.abc import Collection, Iterable
from datetime import date, timedelta

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from portal import locales
from portal.effort import report, rollups
from portal.effort.contact_rate import ContactRate
from portal.effort.models import Series
from portal.effort.own import keeping
from portal.effort.own.reading import Number
from portal.support.models import Market
from tests.factories import support
from tests.factories.effort import Reader
from tests.factories.journal import at

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 3, 8), date(2026, 3, 14)
BEFORE = date(2026, 3, 1)
LATER = at("2026-03-20 12:00")
WEEKS = [BEFORE + timedelta(days=n) for n in range(14)]


@pytest.fixture(autouse=True)
def _requests() -> None:
    """One request a day in Greek; two a day in the second week, the second in Danish."""
    for number, day in enumerate(WEEKS):
        for code in ("el",) if day < FIRST else ("el", "da"):
            who = Reader(f"198.18.{number}.{len(code) + ord(code[0]) % 9}", code)
            who.sends(who.begins(f"{day} 09:00", saw=False), f"{day} 09:05")
    rollups.close_days(LATER)


def tell(series: Series, values: Iterable[int], language: str = "", since: date = BEFORE) -> None:
    tell_parts(series, values, [(language, "")], since)


def tell_parts(
    series: Series,
    values: Iterable[int],
    parts: Collection[tuple[str, str]],
    since: date = BEFORE,
) -> None:
    """The same number for each language and market."""
    keeping.replace(
        [
            Number(since + timedelta(days=n), series, value, language, market)
            for n, value in enumerate(values)
            for language, market in parts
        ],
        locales.codes(),
    )


def rates(*codes: str) -> list[ContactRate]:
    return report.build(FIRST, LAST, languages=codes or None, at=LATER).contact_rates


def test_without_numbers_of_the_owner_there_is_no_rate() -> None:
    assert rates() == []
    tell(Series.CALLS, [5] * 14)
    assert rates() == []


def test_ours_and_theirs_are_set_against_customers_for_thirty_days() -> None:
    tell(Series.CUSTOMERS, [1_000] * 14)
    tell(Series.CALLS, [8] * 14)
    tell(Series.CONTACTS, [0] * 14)
    (rate,) = rates()
    assert (rate.ours, rate.theirs, rate.days) == (14, 56, 7)
    # Ten contacts a day of 1,000 customers; nine before.
    assert rate.value == pytest.approx(300)
    assert rate.value_before == pytest.approx(270)
    assert rate.interval
    assert rate.interval[0] < 300 < rate.interval[1]
    assert rate.change
    assert rate.change.size == pytest.approx(10 / 9)
    assert not rate.change.is_clear


def test_orders_are_a_base_of_their_own() -> None:
    tell(Series.ORDERS, [50] * 14)
    (rate,) = rates()
    assert rate.base == Series.ORDERS
    assert rate.value == pytest.approx(1_000 * 14 / 350)


def test_a_clear_change_says_by_which_factor() -> None:
    tell(Series.CUSTOMERS, [1_000] * 14)
    tell(Series.CALLS, [10] * 7 + [40] * 7)
    (rate,) = rates()
    assert rate.change
    assert rate.change.is_clear
    assert rate.change.size == pytest.approx(42 / 11)


@pytest.mark.parametrize(
    ("calls", "told"),
    [([10] * 7 + [40] * 7, r"Change: × 3\.82 \(.+\)\."), ([40] * 14, "No clear change\\.")],
)
def test_the_change_is_a_sentence_of_its_own(calls: list[int], told: str) -> None:
    tell(Series.CUSTOMERS, [1_000] * 14)
    tell(Series.CALLS, calls)
    built = report.build(FIRST, LAST, at=LATER)
    words = " ".join(render_to_string("effort/contact_rate.html", {"report": built}).split())
    assert re.search(rf"The period before: [\d.,]+\. {told} <br>", words)


def test_of_few_contacts_no_change_is_told() -> None:
    tell(Series.CUSTOMERS, [1_000_000] * 14)
    (rate,) = rates()
    assert rate.count.numerator == 14
    assert rate.change is None


def test_a_day_without_its_calls_is_in_neither_number() -> None:
    tell(Series.CUSTOMERS, [1_000] * 14)
    tell(Series.CALLS, [9] * 10)
    (rate,) = rates()
    assert (rate.days, rate.ours, rate.theirs) == (3, 6, 27)
    assert rate.count.denominator == 3_000


def test_a_day_on_which_ours_were_not_counted_is_in_neither_number() -> None:
    tell(Series.CUSTOMERS, [1_000] * 30, since=BEFORE - timedelta(days=16))
    (rate,) = report.build(FIRST - timedelta(days=10), LAST, at=LATER).contact_rates
    assert rate.days == 14
    assert rate.before.denominator == 0
    assert (rate.value_before, rate.change) == (None, None)


def test_for_one_language_only_numbers_count_that_name_it() -> None:
    tell(Series.CUSTOMERS, [1_000] * 14)
    assert rates("da") == []
    tell(Series.CUSTOMERS, [400] * 14, "da")
    (rate,) = rates("da")
    assert (rate.ours, rate.count.denominator) == (7, 2_800)
    # Nobody knows the customers of all the others.
    assert rates(*locales.codes()) == rates("da", "el") == []


def test_numbers_of_each_language_add_up_to_the_whole() -> None:
    tell_parts(Series.CUSTOMERS, [100] * 14, [(code, "") for code in locales.codes()])
    (rate,) = rates()
    assert (rate.ours, rate.count.denominator) == (14, 7 * 100 * len(locales.codes()))
    (both,) = rates("da", "el")
    assert (both.ours, both.count.denominator) == (14, 1_400)
    tell_parts(Series.CUSTOMERS, [100], [(code, "") for code in locales.codes()[1:]], LAST)
    assert rates()[0].days == 6


@pytest.mark.parametrize("code", ["", "el"])
def test_numbers_of_markets_count_where_each_that_is_served_is_told(code: str) -> None:
    for market in ("GR", "CY"):
        support.market(market)
    tell_parts(Series.CUSTOMERS, [100] * 14, [(code, "GR")])
    assert rates(*filter(None, [code])) == []
    # One that is served no more is told, too.
    tell_parts(Series.CUSTOMERS, [100] * 14, [(code, one) for one in ("GR", "CY", "NO")])
    (rate,) = rates(*filter(None, [code]))
    assert rate.count.denominator == 2_100


def test_where_no_market_is_served_each_counts_that_the_owner_names() -> None:
    Market.objects.all().delete()
    tell_parts(Series.CUSTOMERS, [100] * 13, [("", "GR"), ("", "CY")])
    tell_parts(Series.CUSTOMERS, [100], [("", "GR")], LAST)
    (rate,) = rates()
    assert (rate.days, rate.count.denominator) == (6, 1_200)


@pytest.mark.parametrize("part", [("el", ""), ("", "GR")])
def test_contacts_of_a_part_alone_are_set_against_no_customers_of_all(
    part: tuple[str, str],
) -> None:
    for market in ("GR", "CY"):
        support.market(market)
    tell(Series.CUSTOMERS, [1_000] * 14)
    tell_parts(Series.CALLS, [9] * 14, [part])
    assert rates() == []


def test_calls_of_all_readers_leave_those_of_one_language_unknown() -> None:
    tell(Series.CUSTOMERS, [400] * 14, "el")
    assert rates("el")
    tell(Series.CALLS, [9] * 14)
    assert rates("el") == []


def test_calls_of_other_readers_are_none_of_ones_own() -> None:
    tell(Series.CUSTOMERS, [400] * 14, "el")
    tell(Series.CALLS, [9] * 14, "da")
    (rate,) = rates("el")
    assert (rate.elsewhere, rate.theirs) == ((), 0)


@pytest.mark.parametrize("calls", [0, 40])
def test_of_no_customers_at_all_there_is_no_rate_and_the_page_stands(calls: int) -> None:
    tell(Series.CUSTOMERS, [0] * 14)
    tell(Series.CALLS, [calls] * 14)
    tell(Series.ORDERS, [50] * 14)
    assert [rate.base for rate in rates()] == [Series.ORDERS]
    tell(Series.ORDERS, [0] * 14)
    found = report.build(FIRST, LAST, at=LATER)
    with translation.override("el"):
        page = render_to_string("effort/contact_rate.html", {"report": found})
    assert found.contact_rates == []
    assert "<strong>" not in page


def test_customers_that_are_new_have_no_rate_before() -> None:
    tell(Series.CUSTOMERS, [0] * 7 + [1_000] * 7)
    tell(Series.CALLS, [40] * 14)
    found = report.build(FIRST, LAST, at=LATER)
    (rate,) = found.contact_rates
    assert (rate.value_before, rate.change) == (None, None)
    with translation.override("ar"):
        assert "<strong>" in render_to_string("effort/contact_rate.html", {"report": found})
