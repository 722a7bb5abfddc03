"""The page, the API, and counting clicks."""

import html
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portal.journal.models import Step
from tests.factories.kb import make_page
from tests.factories.search import make_document

type Index = Callable[..., None]

AGENT = {"HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"}


def test_the_page_shows_marked_results(client: Client, index: Index) -> None:
    index(make_document(title="Battery", body="The battery lasts."))
    page = client.get("/en/search/", {"q": "battery"}).content.decode()
    assert "<mark>Battery</mark>" in page
    assert 'href="/en/help/one/"' in page


def test_nothing_found_leads_on(client: Client, index: Index) -> None:
    make_page(title="Battery")
    index(make_document(title="Battery"))
    page = client.get("/en/search/", {"q": "xylophone"}).content.decode()
    assert "We found nothing for these words" in page


@pytest.mark.parametrize(("count", "last"), [(8, 1), (13, 2)])
@pytest.mark.parametrize("sort", ["", "date"])
@pytest.mark.parametrize("page", ["3", "99", "999999"])
def test_a_page_beyond_the_last_is_the_last(
    page: str, sort: str, count: int, last: int, client: Client, index: Index
) -> None:
    index(*(make_document(f"n{n}", title="Batteri", locale="da") for n in range(count)))
    response = client.get("/da/search/", {"q": "batteri", "page": page, "sort": sort})
    shown = response.context["page_obj"]
    assert (shown.number, shown.num_pages) == (last, last)
    assert len(response.context["hits"]) == count - 10 * (last - 1)


@pytest.mark.parametrize("words", ["battery", "ξυλόφωνο & 50 % <b>"])
def test_every_list_ends_with_whom_to_ask(words: str, client: Client, index: Index) -> None:
    make_page(title="Battery")
    index(make_document(title="Battery"))
    page = client.get("/el/search/", {"q": words}).content.decode()
    (address,) = re.findall(r'href="(/el/community/ask/[^"]+)"', page)
    assert '<a class="button" href="/el/contact/">' in page
    form = client.get(html.unescape(address)).context["form"]
    assert form["title"].value() == words


def test_a_search_is_counted_with_its_words_masked(client: Client, index: Index) -> None:
    index(make_document(title="Battery"))
    client.get("/en/search/", {"q": "refund to me@example.com"}, **AGENT)
    step = Step.objects.get()
    assert (step.kind, step.weak, step.reader_locale) == ("search", True, "en")
    assert "example.com" not in step.query


def test_an_opened_result_is_counted_by_its_signed_address(client: Client, index: Index) -> None:
    index(make_document(title="Battery"))
    response = client.get("/el/search/", {"q": "battery"}, **AGENT)
    _hit, address = response.context["foreign"][0]
    assert client.post(address, **AGENT).status_code == 204
    step = Step.objects.get(kind="click")
    assert (step.family, step.rank, step.is_fallback, step.text_locale) == ("one", 1, True, "en")
    assert client.post(address[:-2] + "x/", **AGENT).status_code == 404
    assert client.get(address).status_code == 405


def test_the_api_answers_as_documented(client: Client, index: Index) -> None:
    index(make_document(title="Battery", kind="faq"))
    answer = client.get("/api/search/", {"q": "battery", "locale": "en"}).json()
    (hit,) = answer.pop("results")
    assert answer == {
        "query": "battery",
        "locale": "en",
        "engine": "embedded",
        "degraded": False,
        "total": 1,
        "did_you_mean": None,
    }
    score = hit.pop("score")
    assert score > 0
    assert hit == {
        "id": "one",
        "kind": "faq",
        "locale": "en",
        "is_outdated": False,
        "markets": [],
        "title": "Battery",
        "url": "/en/help/one/",
        "excerpt": "",
    }


@pytest.mark.parametrize(
    ("parameters", "name"),
    [
        ({}, "q"),
        ({"q": "  "}, "q"),
        ({"q": "a" * 1_001}, "q"),
        ({"q": "a", "kind": "page"}, "kind"),
        ({"q": "a", "locale": "xx"}, "locale"),
        ({"q": "a", "locale": "../"}, "locale"),
        ({"q": "a", "page": "0"}, "page"),
        ({"q": "a", "page": "-1"}, "page"),
        ({"q": "a", "page": "1" * 21}, "page"),
        ({"q": "a", "page": "٢"}, "page"),
        ({"q": "a", "page_size": "x"}, "page_size"),
        ({"q": "a", "page": "11", "page_size": "100"}, "page"),
    ],
)
@pytest.mark.django_db
def test_what_cannot_be_asked_is_refused_with_a_reason(
    parameters: dict[str, str], name: str, client: Client
) -> None:
    response = client.get("/api/search/", parameters)
    assert response.status_code == 400
    error = response.json()["error"]
    assert error["parameter"] == name
    assert error["reason"]


@pytest.mark.parametrize(
    "query",
    [
        "%00",
        "%ED%A0%80",
        "%FF",
        "%22%28%2A",
        "title%3A%28",
        "%E2%80%AE",
        "a%00b",
        "..%2F",
        "%F0%9F%98%80",
    ],
)
@pytest.mark.parametrize(
    "address", ["/en/search/", "/ar/search/", "/api/search/", "/api/suggest/"]
)
def test_nothing_typed_is_an_error(query: str, address: str, client: Client, index: Index) -> None:
    index(make_document(title="Battery"))
    assert client.get(f"{address}?q={query}").status_code in {200, 400}
    assert client.get(f"{address}?q=battery&page={query}&kind={query}").status_code in {200, 400}


def test_suggestions_come_as_json(client: Client, index: Index) -> None:
    index(make_document(title="Battery"))
    response = client.get(reverse("search:suggest"), {"q": "batt", "locale": "el"})
    (one,) = json.loads(response.content)["suggestions"]
    assert (one["title"], one["is_foreign"], one["direction"]) == ("Battery", True, "ltr")


def test_a_stranger_gets_no_cookie(client: Client, index: Index) -> None:
    response = client.get("/en/search/", {"q": "battery"})
    assert not response.cookies
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db(transaction=True)
def test_a_search_costs_four_statements_at_most_the_journal_included(
    client: Client, index: Index, django_assert_max_num_queries: Any
) -> None:
    """For a stranger, in a transaction of nobody's: as in production, beginnings are counted."""
    index(*(make_document(f"d{number}", title="Battery") for number in range(30)))
    client.get("/en/search/", {"q": "battery"}, **AGENT)
    for page in (1, 2, 3):
        with django_assert_max_num_queries(4):
            client.get("/en/search/", {"q": "battery life", "page": page}, **AGENT)
    other = AGENT | {"REMOTE_ADDR": "203.0.113.9"}
    with django_assert_max_num_queries(4):
        client.get("/en/search/", {"q": "the first of a visit"}, **other)
    for private in ({"HTTP_DNT": "1"}, {"HTTP_SEC_GPC": "1"}):
        client.get("/en/search/", {"q": "battery"}, **AGENT, **private)
        with django_assert_max_num_queries(4):
            client.get("/en/search/", {"q": "battery"}, **AGENT, **private)
    assert Step.objects.filter(kind="search").count() == 3


@pytest.mark.django_db(transaction=True)
def test_words_being_typed_cost_two_statements_at_most(
    client: Client, index: Index, django_assert_max_num_queries: Any
) -> None:
    index(make_document(title="Battery"))
    client.get("/api/suggest/", {"q": "ba"}, **AGENT)
    with django_assert_max_num_queries(2):
        client.get("/api/suggest/", {"q": "batt"}, **AGENT)
