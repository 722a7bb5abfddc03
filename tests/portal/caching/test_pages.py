"""What strangers read is made once; what is for one reader is never kept."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from urllib.parse import quote

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from portal import rereading
from portal.caching.generation import bump_generation
from portal.caching.testing import forget_pages
from tests.portal.caching.urls import made

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.portal.caching.urls")]
type Asserts = Callable[[int], AbstractContextManager[object]]


@pytest.fixture(autouse=True)
def _nothing_made() -> Iterator[None]:
    made.clear()
    forget_pages()
    yield
    forget_pages()


def kept() -> int:
    return len(caches["pages"])


@pytest.mark.parametrize("address", ["/el/p/x/", "/ar/framed/", "/nb/lazy/"])
def test_a_cached_page_costs_no_query(
    client: Client, django_assert_num_queries: Asserts, address: str
) -> None:
    first = client.get(address)

    with django_assert_num_queries(0):
        second = client.get(address)

    assert second.content == first.content
    assert sum(made.values()) == 1


@pytest.mark.parametrize("address", ["/el/p/x/", "/ar/framed/", "/nb/lazy/"])
def test_a_cdn_may_keep_it_for_a_minute_and_for_everybody(client: Client, address: str) -> None:
    for response in (client.get(address), client.get(address)):
        assert response["Cache-Control"] == "public, max-age=0, s-maxage=60"
        assert not response.has_header("Vary")
        assert not response.cookies
        assert response.has_header("Content-Security-Policy")


def test_a_page_keeps_its_headers(client: Client) -> None:
    for _ in range(2):
        response = client.get("/el/p/x/")
        assert response["X-Robots-Tag"] == "noindex"
        assert response["Content-Language"] == "el"
        assert response["Content-Type"] == "text/html; charset=utf-8"


def test_each_language_and_each_allowed_query_is_a_page_of_its_own(client: Client) -> None:
    for address in ("/el/p/x/", "/ar/p/x/", "/el/p/y/", "/el/p/x/?page=2"):
        client.get(address)
    assert kept() == 4


def test_other_query_keys_neither_reach_the_view_nor_make_another_page(client: Client) -> None:
    plain = client.get("/el/p/x/?page=2")
    for query in ("utm=1&page=2", "page=9&page=2&x[]=<b>", "page=2&sort=", "%ff=1&page=2"):
        assert client.get(f"/el/p/x/?{query}").content == plain.content
    assert b"[page=2]" in plain.content
    assert kept() == 1


ODD = [
    *("01", "0", "٣", "+2", " 2", "2 ", "-1", "2.0", "1_0", "0x2", "²", "9" * 5_000, "x" * 33),
    *("<script>", "a b", "ά", "\x00", "\ud800"),
]


@pytest.mark.parametrize("value", ODD)
@pytest.mark.parametrize("cookies", [{}, {"sessionid": "gone"}])
def test_a_value_in_another_spelling_is_no_address_of_ours(
    client: Client, value: str, cookies: dict[str, str]
) -> None:
    client.cookies.load(cookies)
    query = f"page={quote(value, errors='surrogatepass')}"
    assert client.get(f"/el/p/x/?{query}").status_code == 404
    assert client.get("/el/p/x/?sort=Votes").status_code == 404
    assert kept() == 0


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize(
    ("asked", "true"),
    [
        ("?page=1", ""),
        ("?sort=time", ""),
        ("?page=1&sort=time", ""),
        ("?page=2&sort=time", "?page=2"),
        ("?sort=votes&page=1&utm=x", "?sort=votes&utm=x"),
    ],
)
def test_a_value_that_says_nothing_leads_to_the_page_without_it(
    client: Client, method: str, asked: str, true: str
) -> None:
    answer = getattr(client, method)(f"/el/p/x/{asked}")
    assert (answer.status_code, answer["Location"]) == (301, f"/el/p/x/{true}")
    assert "no-store" in answer["Cache-Control"]
    assert kept() == 0


@pytest.mark.parametrize("cookies", [{}, {"sessionid": "gone"}])
def test_a_path_in_another_spelling_is_no_address_of_ours(
    client: Client, cookies: dict[str, str]
) -> None:
    client.cookies.load(cookies)
    for number in ("07", "007", "0" * 30 + "7"):
        assert client.get(f"/el/n/{number}/").status_code == 404
    assert client.get("/el/n/7/").content == b"7"
    assert kept() == (0 if cookies else 1)


@settings(deadline=None, max_examples=50)
@given(
    query=st.dictionaries(
        st.text(st.characters(exclude_categories=("Cs",)), max_size=5).filter(
            lambda key: key not in {"page", "sort"}
        ),
        st.text(st.characters(exclude_categories=("Cs",)), max_size=5),
    )
)
def test_nobody_can_fill_the_cache_with_queries(query: dict[str, str]) -> None:
    client = Client()
    client.get("/el/p/x/")
    client.get("/el/p/x/", query_params=query)
    assert kept() == 1


def test_who_has_the_page_is_told_so_without_it(client: Client) -> None:
    etag = client.get("/el/p/x/")["ETag"]

    for header in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        response = client.get("/el/p/x/", headers={"If-None-Match": header})
        assert (response.status_code, response.content) == (304, b"")
        assert response["ETag"] == etag
        assert response["Cache-Control"].startswith("public")
    assert client.get("/el/p/x/", headers={"If-None-Match": '"other"'}).status_code == 200


def test_head_is_answered_from_the_same_page(client: Client) -> None:
    page = client.get("/el/p/x/")
    head = client.head("/el/p/x/")

    assert head.content == b""
    assert head["Content-Length"] == str(len(page.content))
    assert head["ETag"] == page["ETag"]
    assert made["/el/p/x/"] == 1
    assert client.head("/el/p/y/").status_code == 200
    assert client.get("/el/p/y/").content.startswith(b"y el")


def test_a_post_goes_to_the_view(client: Client) -> None:
    client.get("/el/p/x/")
    response = client.post("/el/p/x/?other=1")

    assert response.content.endswith(b"2")
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    "what",
    [
        *("reads-session", "writes-session", "token", "message", "cookie"),
        *("varies", "own", "streams", "redirects", "error"),
    ],
)
def test_what_must_not_be_kept_is_not(client: Client, what: str) -> None:
    for _ in range(2):
        response = Client().get(f"/en/odd/{what}/")
        assert "no-store" in response["Cache-Control"]
    assert made[what] == 2
    assert kept() == 0


def test_a_page_that_is_not_there_is_not_kept(client: Client) -> None:
    for _ in range(2):
        assert client.get("/el/p/missing/").status_code == 404
    assert kept() == 0


def test_a_signed_in_reader_gets_a_page_of_their_own(client: Client) -> None:
    Client().get("/en/framed/")
    user = get_user_model().objects.create(email="maria@example.com")
    client.force_login(user)

    response = client.get("/en/framed/")

    assert b"maria@example.com" in response.content
    assert response["Cache-Control"] == "private, no-store"
    assert b"stranger" in Client().get("/en/framed/").content
    assert kept() == 1


@pytest.mark.parametrize(
    ("cookies", "headers"),
    [
        ({"sessionid": "gone"}, {}),
        ({"messages": "x"}, {}),
        ({}, {"HX-Request": "true"}),
        ({}, {"Authorization": "Basic x"}),
    ],
)
def test_who_may_be_known_gets_nothing_cached(
    client: Client, cookies: dict[str, str], headers: dict[str, str]
) -> None:
    Client().get("/el/p/x/")
    client.cookies.load(cookies)

    response = client.get("/el/p/x/", headers=headers)

    assert response.content.endswith(b"2")
    assert response["Cache-Control"] == "private, no-store"


def test_other_cookies_do_not_matter_and_do_not_reach_the_view(client: Client) -> None:
    client.cookies.load({"__Host-voter": "secret", "csrftoken": "x" * 32})
    client.get("/el/framed/")
    Client().get("/el/framed/")

    assert made["framed"] == 1


def test_after_a_change_the_page_is_made_anew(client: Client) -> None:
    client.get("/el/p/x/")
    bump_generation()

    assert client.get("/el/p/x/").content.endswith(b"2")


def test_what_nobody_finds_any_more_is_not_kept(client: Client) -> None:
    for number in range(5):
        client.get(f"/el/p/x{number}/")
    held = len(caches["pages"])
    bump_generation()
    client.get("/el/p/x0/")

    assert len(caches["pages"]) == held - 4


def test_the_generation_costs_one_query_a_second(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1_000.0
    monkeypatch.setattr(rereading, "clock", lambda: now)
    forget_pages()
    client.get("/el/p/x/")
    for number in range(1, 31):
        now = 1_000.0 + number / 10
        with CaptureQueriesContext(connection) as queries:
            client.get("/el/p/x/")
        assert len(queries) == (1 if number % 10 == 0 else 0)
