"""The page of a figure: its groups, their pages, and what is wrong in words."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kb.models import Product
from portal.effort import rollups
from portal.effort.figures import BY_KEY, COMPARED
from portal.journal import days
from tests.factories import accounts
from tests.factories.figures import rolled_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(settings: Any) -> Client:
    settings.STAFF_MUST_USE_SECOND_FACTOR = False
    client = Client()
    client.force_login(accounts.support_manager(locale="el"))
    return client


def address(figure: str, query: str = "") -> str:
    return reverse("effort_figure", args=[figure]) + query


def words(client: Client, figure: str, query: str = "") -> str:
    answer = client.get(address(figure, query))
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_figure_of_the_table_has_a_page_and_the_table_leads_to_it(manager: Client) -> None:
    report = manager.get(reverse("effort_report") + "?period=7&locale=el").content.decode()
    for figure in COMPARED:
        assert f'href="{address(figure.key)}?period=7&amp;locale=el"' in report
        for kind in (*figure.grouped_by, "locale"):
            words(manager, figure.key, f"?by={kind}")


@pytest.mark.parametrize("key", ["reads", "quiet", "nothing", "csv-"])
def test_what_is_no_figure_of_the_table_is_not_found(manager: Client, key: str) -> None:
    assert manager.get(address(key)).status_code == 404


@pytest.mark.parametrize("query", ["?by=family2", "?by=query", "?period=x", "?locale=xx"])
def test_what_is_no_period_or_grouping_is_refused_in_words(manager: Client, query: str) -> None:
    answer = manager.get(address("starts_ended", query))
    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()


def test_groups_are_named_and_the_small_ones_are_not(manager: Client) -> None:
    Product.objects.create(slug="hub", name="Ο κόμβος")
    day = rollups.last_closable()
    rows = {("hub", "el"): (9, 40), ("lone", "el"): (1, 4), ("app", "el"): (2, 3)}
    rolled_up(day, "starts_ended", "product", rows)
    rolled_up(day, "starts_ended", "", {("", "el"): (12, 47)})
    page = words(manager, "starts_ended", "?by=product")
    assert "Ο κόμβος" in page
    assert "9 / 40" in page
    assert "3 / 7" in page
    assert "lone" not in page
    assert "1 / 4" not in page
    assert "Ο κόμβος" not in words(manager, "starts_ended", "?by=product&locale=ar")


def test_many_groups_are_pages_of_one_list(manager: Client) -> None:
    day = rollups.last_closable()
    rows = {(f"λέξη {number:02}", "el"): (50 - number, 50 - number) for number in range(30)}
    rolled_up(day, "search_weak", "query", rows | {("μία", "el"): (3, 3), ("δύο", "el"): (2, 2)})
    rolled_up(day, "search_weak", "", {("", "el"): (1500, 2000)})
    first, second = (words(manager, "search_weak", f"?page={page}") for page in (1, 2))
    assert "λέξη 24" in first
    assert "λέξη 25" not in first
    assert "λέξη 25" in second
    assert ">5 / 2,000<" not in first
    assert ">5 / 2,000<" in second
    assert 'rel="prev"' in second


def test_the_page_needs_the_right_of_the_report(client: Client) -> None:
    client.force_login(accounts.writer())
    assert client.get(address("explicit")).status_code == 302


def test_a_figure_without_groups_says_that_it_is_known_by_language_only(manager: Client) -> None:
    rolled_up(days.day_of(), "self_service", "", {("", "el"): (30, 10)})
    assert BY_KEY["self_service"].grouped_by == ()
    assert "<select" in words(manager, "self_service")
