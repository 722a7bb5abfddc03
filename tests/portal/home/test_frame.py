import html
import re
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client

from portal.home.templatetags import frame

pytestmark = pytest.mark.django_db


def test_the_frame_is_in_the_language_of_its_page_whichever_was_drawn_before(
    client: Client,
) -> None:
    pages = {code: client.get(f"/{code}/").content.decode() for code in ("el", "ar", "el", "da")}
    assert "Επικοινωνία" in pages["el"]
    assert "Επικοινωνία" not in pages["ar"]
    for code, page in pages.items():
        assert f'<a href="/{code}/" lang="{code}" hreflang="{code}" aria-current="true">' in page
        assert page.count('aria-current="true"') == 2, "in the menu and in the footer"


def test_the_languages_lead_to_the_same_page_whichever_was_drawn_before(client: Client) -> None:
    for path in ("community/", "search/", "community/"):
        page = client.get(f"/el/{path}").content.decode()
        assert page.count(f'href="/ar/{path}" lang="ar"') == 2


def test_a_changed_setting_shows_at_once(client: Client, settings: Any) -> None:
    for name in ("Βορέας", "Νότος"):
        settings.SITE_NAME = name
        assert client.get("/el/search/").content.decode().count(f"<bdi>{name}</bdi>") == 1


def links(page: str, code: str) -> set[str]:
    """Where a page's menu and footer lead to for a language."""
    return {html.unescape(one) for one in re.findall(rf'href="([^"]*)" lang="{code}"', page)}


@pytest.mark.parametrize(
    ("address", "in_danish"),
    [
        (
            "/el/search/?q=μπαταρία+%26+50%25&kind=faq&sort=date&page=2",
            "/da/search/?q=μπαταρία+%26+50%25&kind=faq&sort=date",
        ),
        (
            "/ar/community/ask/?title=بطارية&category=app",
            "/da/community/ask/?title=بطارية&category=app",
        ),
        (
            "/el/account/login/?next=/el/community/ask/?x=1",
            "/da/account/login/?next=/da/community/ask/?x=1",
        ),
        ("/el/account/login/?next=/cms/", "/da/account/login/?next=/cms/"),
        ("/el/account/signup/?next=/el/help/", "/da/account/signup/?next=/da/help/"),
        ("/el/nowhere/?q=1", "/da/nowhere/?q=1"),
    ],
)
def test_another_language_keeps_what_was_asked_for(
    client: Client, address: str, in_danish: str
) -> None:
    page = client.get(address).content.decode()
    assert {unquote(one) for one in links(page, "da")} == {unquote(in_danish)}


def test_another_language_keeps_where_to_return_to_after_a_wrong_password(client: Client) -> None:
    page = client.get("/el/account/login/?next=/el/community/").content.decode()
    (form,) = re.findall(r'<form class="form form--narrow" method="post"([^>]*)>', page)[:1]
    assert "action" not in form, "it is sent to its own address, and that has the query"
    wrong = {"login": "eleni@example.com", "password": "λάθος", "next": "/el/community/"}
    page = client.post("/el/account/login/?next=/el/community/", wrong).content.decode()
    assert links(page, "da") == {"/da/account/login/?next=%2Fda%2Fcommunity%2F"}


def test_a_shared_page_links_to_no_query_but_its_own(client: Client) -> None:
    for query in ("?q=spam", ""):
        page = client.get(f"/el/community/{query}").content.decode()
        assert links(page, "da") == {"/da/community/"}


def test_what_strangers_typed_is_not_kept_with_the_frame(client: Client) -> None:
    client.get("/el/search/")
    before = frame._drawn.cache_info().currsize
    for number in range(3):
        client.get("/el/search/", {"q": f"λέξη{number}"})
    assert frame._drawn.cache_info().currsize == before


@pytest.mark.parametrize("path", ["/el/search/?q=%C3%A9", "/ar/account/login/?next=%C3%A9"])
def test_whatever_charset_a_request_names_the_addresses_are_in_ours(path: str) -> None:
    answer = Client().get(path, headers={"content-type": "text/plain; charset=ascii"})
    assert answer.status_code == 200


def test_a_query_longer_than_any_search_is_not_written_once_for_each_language() -> None:
    page = Client().get("/el/search/", {"q": "α", "x": "zq" * 2_000}).content.decode()
    # The way to signing in leads back to where one was.
    assert not re.findall(r'hreflang="\w+"[^>]*zqzq|href="[^"]*zqzq[^"]*" lang', page)
