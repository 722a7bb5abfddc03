"""Which queries are listed, how visits are counted, and what the page offers for each."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth import get_user
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from portal import locales
from portal.home import site
from portal.journal.models import Step
from portal.journal.retention import forget_queries
from search.tuning.querylog import Listing, QueryRow, rows
from tests.factories.accounts import editor
from tests.factories.steps import START, clicked, searched, sent, visit

pytestmark = pytest.mark.django_db
FIRST, LAST = START.date(), START.date() + timedelta(days=30)


@contextmanager
def signed_in(who: Client, *, days: int) -> Iterator[Client]:
    """So many days after the first search, in the browser of somebody who has just signed in."""
    user, browser = get_user(who), Client()
    with time_machine.travel(START + timedelta(days=days)):
        browser.force_login(user)
        yield browser


def listed(listing: Listing, locale: str = "") -> list[tuple[str, int]]:
    languages = [locale] if locale else locales.codes()
    return [(row.query, row.of(listing)) for row in rows(listing, FIRST, LAST, languages)]


def test_a_query_is_counted_once_a_visit_whatever_its_capitals() -> None:
    visit(searched("WiFi"), searched("WiFi"))
    visit(searched("wifi"), day=1)
    visit(searched("wifi"), day=2)
    visit(searched("wifi"), locale="da")
    visit(searched("late"), day=31)
    assert listed(Listing.TOP) == [("wifi", 3), ("wifi", 1)]
    assert listed(Listing.TOP, "da") == [("wifi", 1)]


def test_weak_answers_have_a_list() -> None:
    visit(searched("refund", weak=True), clicked("a"))
    visit(searched("refund"))
    assert listed(Listing.WEAK) == [("refund", 1)]
    assert rows(Listing.WEAK, FIRST, LAST, locales.codes()) == [
        QueryRow("refund", "en", 2, 1, 1, 0)
    ]


def test_a_click_counts_for_the_search_before_it() -> None:
    visit(searched("opened"), clicked("a"), searched("not opened"))
    visit(searched("not opened"), searched("opened"), clicked("a"))
    visit(searched("weak", weak=True))
    assert listed(Listing.NO_CLICK) == [("not opened", 2)]


def test_a_request_counts_for_the_searches_before_it() -> None:
    visit(searched("before"), sent(), searched("after"))
    assert listed(Listing.CONTACT) == [("before", 1)]


def test_followed_by_nobody_or_forgotten_is_in_no_list() -> None:
    visit(searched("battery"))
    Step.objects.update(visit=None)
    assert listed(Listing.TOP) == []
    visit(searched("charger"))
    forget_queries(START + timedelta(days=100))
    assert listed(Listing.TOP) == []


def test_the_lists_cost_one_query_of_the_database(django_assert_num_queries: Any) -> None:
    visit(searched("battery"), clicked("a"), sent())
    for listing in Listing:
        with django_assert_num_queries(1):
            rows(listing, FIRST, LAST, locales.codes())


@pytest.fixture
def tuner(settings: Any) -> Client:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    person = editor()
    rights = Permission.objects.filter(codename__in=["tune_search", "view_query_log"])
    person.user_permissions.add(*rights)
    client = Client()
    client.force_login(person)
    return client


def test_each_row_says_what_can_be_done(tuner: Client) -> None:
    visit(searched("γουάι <b>φάι</b>"), locale="el")
    with signed_in(tuner, days=1) as reader:
        page = reader.get(reverse("search_log:index")).content.decode()
        assert "γουάι &lt;b&gt;φάι&lt;/b&gt;" in page
        for name in ("search_synonyms:add", "search_pins:add"):
            assert escape(f"{reverse(name)}?locale=el&") in page
        assert "Write an article" not in page


def test_who_may_write_articles_is_led_to_the_form_with_the_query_as_its_title(
    admin_client: Client, settings: Any
) -> None:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    site.set_up()
    visit(searched('γουάι "φάι" & co'), locale="el")
    with signed_in(admin_client, days=1) as reader:
        log = reader.get(reverse("search_log:index"), {"listing": "top"})
    (addresses,) = [dict(actions) for _row, actions in log.context["rows"]]
    address = addresses["Write an article"]
    assert escape(address) in log.content.decode()
    form = admin_client.get(address).context["form"]
    assert form["title"].value() == 'γουάι "φάι" & co'
    assert form.parent_page.locale.language_code == "el"


@pytest.mark.parametrize(
    "asked", ["listing=x", "days=0", "days=9999999", "locale=xx", "days=\x00"]
)
def test_strange_filters_are_left_at_their_defaults(asked: str, tuner: Client) -> None:
    visit(searched("battery"))
    with signed_in(tuner, days=27) as reader:
        page = reader.get(f"{reverse('search_log:index')}?{asked}")
    assert page.status_code == 200
    assert "battery" in page.content.decode()


def test_the_period_and_language_are_chosen(tuner: Client) -> None:
    visit(searched("battery"))
    address = reverse("search_log:index")
    with signed_in(tuner, days=27) as reader:
        assert "battery" not in reader.get(address, {"days": "7"}).content.decode()
        assert "battery" not in reader.get(address, {"locale": "da"}).content.decode()
        assert "battery" in reader.get(address, {"days": "90", "locale": "en"}).content.decode()
