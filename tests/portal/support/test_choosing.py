"""A reader chooses a country: once, on any page, without a script; the browser keeps it."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from portal import locales
from tests.factories import accounts, choosing, support

pytestmark = pytest.mark.django_db
PAGES = ["", "help/", "community/", "search/", "contact/", "account/login/", "nothing/"]


@pytest.fixture
def two_markets() -> None:
    support.market("NO", position=1), support.market("GR")


def offered(page: str) -> list[str]:
    """The countries that a page has buttons for, in their order."""
    return re.findall(r'<button class="menu__action"[^>]*? name="market" value="(\w+)"', page)


def current(page: str) -> set[str]:
    """The country that the page's buttons say is chosen."""
    return set(re.findall(r'name="market" value="(\w+)" aria-current="true"', page))


@pytest.mark.usefixtures("two_markets")
@pytest.mark.parametrize("below", PAGES)
@pytest.mark.parametrize("code", ["el", "ar"])
def test_every_page_offers_them_beside_the_languages_in_the_owners_order(
    client: Client, code: str, below: str
) -> None:
    page = client.get(f"/{code}/{below}").text
    header, footer = page.split("<main")[0], page.split("</main>")[1]
    assert offered(header) == offered(footer) == ["GR", "NO", "all"]
    assert not current(page)


@pytest.mark.usefixtures("two_markets")
@pytest.mark.parametrize("below", PAGES)
def test_the_choice_is_kept_in_every_language_and_on_every_page(
    client: Client, below: str
) -> None:
    choosing.choose(client, "NO")
    for code in locales.codes():
        assert current(client.get(f"/{code}/{below}").text) == {"NO"}
    choosing.choose(client, "all")
    assert current(client.get(f"/da/{below}").text) == {"all"}


@pytest.mark.parametrize("served", [[], ["GR"]])
def test_where_there_is_no_choice_nobody_is_asked(client: Client, served: list[str]) -> None:
    for code in served:
        support.market(code)
    choosing.choose(client, "GR")
    assert "market" not in client.cookies
    page = client.get("/el/contact/").text
    assert 'name="market"' not in page


@pytest.mark.usefixtures("two_markets")
@pytest.mark.parametrize("chosen", ["GR", "all"])
def test_the_contact_page_asks_once(client: Client, chosen: str) -> None:
    assert "data-market-question" in client.get("/el/contact/").text
    choosing.choose(client, chosen, "/el/contact/")
    assert "data-market-question" not in client.get("/el/contact/").text


@pytest.mark.usefixtures("two_markets")
@pytest.mark.parametrize(
    ("path", "accepted"), [("/el/contact/", "el-GR,el"), ("/nb/contact/", "nb-NO,nb")]
)
def test_no_language_tells_a_country(client: Client, path: str, accepted: str) -> None:
    page = client.get(path, headers={"accept-language": accepted})
    assert not current(page.text)
    assert "data-market-question" in page.text


@pytest.mark.usefixtures("two_markets")
def test_one_comes_back_to_the_same_page_with_what_it_was_asked_for(client: Client) -> None:
    back = choosing.choose(client, "GR", "/el/help/x/")
    assert (back.status_code, back["Location"]) == (302, "/el/help/x/")
    asked = "?q=%CE%BC%CF%80%CE%B1%CF%84%CE%B1%CF%81%CE%AF%CE%B1&kind=faq"
    address = f"http://testserver/el/search/{asked}"
    assert choosing.choose(client, "GR", "/el/search/", referer=address)["Location"] == (
        f"/el/search/{asked}"
    )
    # What another page was asked for is not this page's.
    assert choosing.choose(client, "GR", "/el/help/", referer=address)["Location"] == "/el/help/"


@pytest.mark.usefixtures("two_markets")
@pytest.mark.parametrize(
    "back",
    ["https://evil.example/", "//evil.example/", "/\\evil.example/", "javascript:x", "x", ""],
)
def test_it_leads_nowhere_else(client: Client, back: str) -> None:
    posted = {"market": "GR", "next": back}
    answer = client.post("/ar/country/", posted, headers=choosing.HERE)
    assert answer["Location"] == "/ar/"
    assert client.cookies["market"].value == "GR"


@pytest.mark.usefixtures("two_markets")
@pytest.mark.parametrize("market", ["SE", "gr", "<b>", "GRX", "", "\0", "é" * 5_000])
def test_what_is_not_offered_is_not_kept(client: Client, market: str) -> None:
    choosing.choose(client, "GR")
    answer = choosing.choose(client, market)
    assert answer.status_code in {302, 400}
    assert client.cookies["market"].value == "GR"


@pytest.mark.usefixtures("two_markets")
def test_another_site_chooses_for_nobody(client: Client) -> None:
    posted = {"market": "GR", "next": "/el/"}
    answer = client.post("/el/country/", posted, headers={"sec-fetch-site": "cross-site"})
    assert "market" not in client.cookies
    # Who really meant it says so.
    assert 'value="GR"' in answer.text


@pytest.mark.usefixtures("two_markets")
def test_the_cookie_lasts_a_year_and_says_nothing_of_anybody(client: Client) -> None:
    choosing.choose(client, "GR")
    cookie = client.cookies["market"]
    assert cookie.value == "GR"
    assert cookie["max-age"] == timedelta(days=365).total_seconds()
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")


@pytest.mark.usefixtures("two_markets")
def test_over_https_it_is_bound_to_this_host(client: Client) -> None:
    posted = {"market": "GR", "next": "/el/"}
    client.post("/el/country/", posted, headers=choosing.HERE, secure=True)
    assert client.cookies["__Host-market"]["secure"]
    assert current(client.get("/el/", secure=True).text) == {"GR"}


@pytest.mark.usefixtures("two_markets")
def test_a_member_has_the_choice_of_the_browser(client: Client) -> None:
    choosing.choose(client, "GR")
    client.force_login(accounts.member())
    assert current(client.get("/el/help/").text) == {"GR"}


def test_a_market_that_is_served_no_more_is_no_choice(client: Client) -> None:
    for code in ("GR", "NO", "SE"):
        support.market(code)
    choosing.choose(client, "SE")
    support.Market.objects.get(code="SE").delete()
    page = client.get("/el/contact/").text
    assert not current(page)
    assert "data-market-question" in page
