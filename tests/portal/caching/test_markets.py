"""A page is kept once for each market that is chosen, and nobody is shown another market's."""

from collections.abc import Iterator

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.caching.testing import forget_pages
from tests.factories import choosing, support
from tests.portal.caching.urls import made

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.portal.caching.urls")]
PATH = "/el/framed/"


@pytest.fixture(autouse=True)
def _nothing_made() -> Iterator[None]:
    support.market("GR"), support.market("NO")
    made.clear()
    forget_pages()
    yield
    forget_pages()


def reader(market: str = "") -> Client:
    """A browser that has chosen, or has not."""
    client = Client()
    if market:
        choosing.choose(client, market)
    return client


def test_each_choice_is_a_page_of_its_own_and_made_once() -> None:
    pages = {}
    for market in ("", "GR", "NO", "all"):
        one, other = reader(market).get(PATH), reader(market).get(PATH)
        assert one.content == other.content
        assert one["ETag"] == other["ETag"]
        pages[one.content] = one["ETag"]
    assert len(pages) == len(set(pages.values())) == made["framed"] == 4


def test_a_page_of_a_market_costs_no_query() -> None:
    client = reader("GR")
    client.get(PATH)
    with CaptureQueriesContext(connection) as queries:
        client.get(PATH)
    assert len(queries) == 0


def test_only_the_readers_own_browser_keeps_it_and_asks_each_time() -> None:
    for market in ("GR", "all"):
        client = reader(market)
        for response in (client.get(PATH), client.get(PATH)):
            assert response["Cache-Control"] == "private, no-cache"
            assert not response.has_header("Vary")
        etag = client.get(PATH)["ETag"]
        assert client.get(PATH, headers={"If-None-Match": etag}).status_code == 304
        choosing.choose(client, "NO")
        assert client.get(PATH, headers={"If-None-Match": etag}).status_code == 200


def test_a_shared_copy_is_never_shown_before_it_is_looked_after() -> None:
    """Else whoever has just chosen is shown the page of before."""
    assert "stale-while-revalidate" not in reader().get(PATH)["Cache-Control"]


@pytest.mark.parametrize("kept", ["SE", "gr", "ALL", "<b>", "x" * 500, "é"])
def test_nobody_fills_the_cache_with_countries_that_there_are_not(kept: str) -> None:
    plain = reader().get(PATH)
    client = Client()
    client.cookies.load({"market": kept})
    page = client.get(PATH)
    assert page.content == plain.content
    assert page["Cache-Control"].startswith("public")
    assert len(caches["pages"]) == 1


def test_an_address_makes_nobody_choose() -> None:
    plain = reader().get(PATH)
    assert reader().get(f"{PATH}?market=NO").content == plain.content
    assert len(caches["pages"]) == 1


def test_where_only_one_market_is_left_all_have_the_same_page_again() -> None:
    client = reader("NO")
    client.get(PATH)
    support.Market.objects.get(code="GR").delete()
    page = client.get(PATH)
    assert page.content == reader().get(PATH).content
    assert page["Cache-Control"].startswith("public")
