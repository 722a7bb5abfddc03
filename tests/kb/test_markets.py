"""Texts for some markets: in lists after the others; opened all the same, they say so."""

import pytest
from bs4 import BeautifulSoup, Tag
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kb.models import Family, Kind
from kb.reading import listing
from portal.actors import Actor
from portal.caching.testing import forget_pages
from portal.home import front
from tests.factories import choosing, support
from tests.factories.actors import acting
from tests.factories.kb import make_family, make_page, make_topic

pytestmark = pytest.mark.django_db
GREEK, NORWEGIAN, NOBODY = acting(market="GR"), acting(market="NO"), acting()


def article(
    title: str, *markets: str, kind: str = Kind.HOWTO, topic: Family | None = None
) -> None:
    topics = [topic] if topic else []
    family = make_family(slug=title, kind=kind, source="el", markets=list(markets), topics=topics)
    make_page(family, "el", title=title)


@pytest.fixture
def heating() -> Family:
    """A topic whose first members are for Norway."""
    topic = make_topic("Θέρμανση", locale="el", slug="heating")
    article("norway", "NO", topic=topic)
    article("north", "NO", "SE", topic=topic)
    article("greece", "GR", "CY", topic=topic)
    article("all", topic=topic)
    return topic


def slugs(found: list[listing.ListedFamily]) -> list[str]:
    return [entry.slug for entry in found]


IN_ORDER = [
    (NOBODY, ["norway", "north", "greece", "all"]),
    (NORWEGIAN, ["norway", "north", "all", "greece"]),
    (GREEK, ["greece", "all", "norway", "north"]),
    (acting(market="SE"), ["north", "all", "norway", "greece"]),
]


@pytest.mark.parametrize(("reader", "expected"), IN_ORDER)
def test_what_is_for_other_markets_comes_last_in_a_topic(
    heating: Family, reader: Actor, expected: list[str]
) -> None:
    assert slugs(listing.members(heating, "el", reader, size=9).page(1)) == expected
    (section,) = listing.sections("el", reader, members_shown=9)
    assert slugs(list(section.members)) == expected


@pytest.mark.parametrize(("reader", "expected"), IN_ORDER)
def test_where_few_are_shown_they_are_the_readers_own(
    heating: Family, reader: Actor, expected: list[str]
) -> None:
    (section,) = listing.sections("el", reader, members_shown=2)
    assert slugs(list(section.members)) == expected[:2]
    assert section.hidden == 2


def test_in_no_topic_too_and_neither_more_nor_less_is_listed() -> None:
    for title, markets in (("a", ["NO"]), ("b", []), ("c", ["GR"])):
        article(title, *markets)
    assert slugs(listing.latest_without_topic("el", GREEK, at_most=2)) == ["c", "b"]
    assert slugs(listing.latest_without_topic("el", GREEK, at_most=9)) == ["c", "b", "a"]
    assert slugs(listing.latest_without_topic("el", NOBODY, at_most=9)) == ["c", "b", "a"]


def test_topics_for_other_markets_come_last_and_keep_the_editors_order() -> None:
    for title, markets in (("A", ["NO"]), ("B", []), ("C", ["NO"]), ("D", ["GR"])):
        make_topic(title, locale="el", slug=title.lower(), markets=markets)
    assert slugs(listing.topics("el", GREEK)) == ["b", "d", "a", "c"]
    assert slugs(front.topics("el", GREEK, at_most=3)) == ["b", "d", "a"]


def test_the_front_pages_questions_are_the_readers_own_first() -> None:
    for number in range(front.POPULAR):
        article(f"no-{number}", "NO", kind=Kind.FAQ)
    article("gr", "GR", kind=Kind.FAQ)
    assert slugs(front.popular("el", GREEK))[0] == "gr"
    assert slugs(front.popular("el", NOBODY)) == [f"no-{n}" for n in range(front.POPULAR)]


@pytest.fixture
def served() -> None:
    support.market("GR"), support.market("NO"), support.market("SE")


def notice(client: Client, slug: str, code: str = "el") -> Tag | None:
    page = BeautifulSoup(client.get(f"/{code}/help/{slug}/").text, "html.parser")
    return page.select_one(".notice[data-for-markets]")


@pytest.mark.usefixtures("served", "heating")
@pytest.mark.parametrize(
    ("code", "here", "there"), [("el", "Ελλάδα", "Νορβηγία"), ("ar", "اليونان", "النرويج")]
)
def test_opened_directly_it_says_so_and_leads_to_what_the_topic_has_for_the_reader(
    client: Client, code: str, here: str, there: str
) -> None:
    choosing.choose(client, "GR")
    found = notice(client, "norway", code)
    assert found
    assert there in found.text
    assert here in found.text
    # What is for all markets is not what there is instead.
    assert [link["href"] for link in found.select("a")] == [f"/{code}/help/greece/"]


@pytest.mark.usefixtures("served", "heating")
def test_where_the_topic_has_nothing_for_the_reader_it_still_says_so(client: Client) -> None:
    choosing.choose(client, "SE")
    found = notice(client, "greece")
    assert found
    assert [link["href"] for link in found.select("a")] == ["/el/help/north/"]
    article("alone", "NO")
    alone = notice(client, "alone")
    assert alone
    assert not alone.select("a")


@pytest.mark.usefixtures("served", "heating")
@pytest.mark.parametrize(
    ("market", "slug"), [("GR", "greece"), ("GR", "all"), ("", "norway"), ("all", "norway")]
)
def test_the_readers_own_text_says_nothing_of_the_kind(
    client: Client, market: str, slug: str
) -> None:
    choosing.choose(client, market)
    assert notice(client, slug) is None


@pytest.mark.usefixtures("served", "heating")
def test_with_none_chosen_a_text_names_its_markets_and_asks(client: Client) -> None:
    page = BeautifulSoup(client.get("/el/help/north/").text, "html.parser")
    mark = page.article.select_one("[data-for-markets]")
    assert mark
    assert "Νορβηγία και Σουηδία" in mark.text
    assert page.select_one("[data-market-question]")
    plain = BeautifulSoup(client.get("/el/help/all/").text, "html.parser")
    assert not plain.article.select("[data-for-markets]")
    assert not plain.select("[data-market-question]")


@pytest.mark.usefixtures("served", "heating")
@pytest.mark.parametrize(
    ("path", "more"),
    [("", 0), ("help/", 0), ("help/heating/", 0), ("help/greece/", 0), ("help/norway/", 2)],
)
def test_a_market_costs_no_query_but_that_for_what_there_is_instead(
    client: Client, path: str, more: int
) -> None:
    def cost() -> int:
        client.get(f"/el/{path}")
        forget_pages()
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/el/{path}")
        return len(queries)

    before = cost()
    choosing.choose(client, "GR")
    assert cost() == before + more
