"""Narrowing results by kind, topic, product and market, and sorting them, on the page."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from portal.actors import Actor
from search.queries import facets
from search.queries.facets import Choice
from tests.factories.search import make_document

type Index = Callable[..., None]


class Listed:
    """What a room would list."""

    def choices(self, reader: Actor, locale: str) -> Iterator[Choice]:
        yield Choice("topic", "heat", "Θέρμανση" if locale == "el" else "Heating")
        yield Choice("topic", "power", "Power")
        yield Choice("product", "hub", "Hub <2>")
        yield Choice("market", "NO", "Norway")
        if reader.is_member:
            yield Choice("topic", "secret", "Secret")

    def present(self, facet: str, value: str) -> str:
        return "heat" if (facet, value) == ("topic", "warmth") else ""


@pytest.fixture(autouse=True)
def listed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(facets, "_SOURCES", [Listed()])
    facets.forget()
    yield
    facets.forget()


@pytest.fixture
def batteries(index: Index) -> None:
    year = {key: datetime(number, 1, 1, tzinfo=UTC) for key, number in
            {"a": 2021, "b": 2025, "c": 2023}.items()}  # fmt: skip
    index(
        make_document("a", title="Battery", topics=("heat",), changed_at=year["a"]),
        make_document("b", title="Old battery", products=("hub",), changed_at=year["b"]),
        make_document("c", title="Battery c", kind="faq", markets=("SE",), changed_at=year["c"]),
    )


def found(client: Client, **parameters: str) -> list[str]:
    response = client.get("/en/search/", {"q": "battery", **parameters})
    return [hit.id for hit, _click in response.context["hits"]]


@pytest.mark.usefixtures("batteries")
@pytest.mark.parametrize(
    ("parameters", "keys"),
    [
        ({"topic": "heat"}, {"a"}),
        ({"product": "hub"}, {"b"}),
        ({"market": "NO"}, {"a", "b"}),
        ({"kind": "article", "product": "hub"}, {"b"}),
        ({"topic": "heat", "product": "hub"}, set()),
        ({"topic": "unknown", "market": "XX", "kind": "y", "sort": "z"}, {"a", "b", "c"}),
    ],
)
def test_the_page_and_the_api_narrow_alike(
    parameters: dict[str, str], keys: set[str], client: Client
) -> None:
    assert set(found(client, **parameters)) == keys
    if "unknown" not in parameters.values():
        answer = client.get("/api/search/", {"q": "battery", **parameters}).json()
        assert {hit["id"] for hit in answer["results"]} == keys


@pytest.mark.usefixtures("batteries")
def test_the_newest_come_first_on_request(client: Client) -> None:
    assert found(client, sort="date") == ["b", "c", "a"]
    answer = client.get("/api/search/", {"q": "battery", "sort": "date"}).json()
    assert [hit["id"] for hit in answer["results"]] == ["b", "c", "a"]


@pytest.mark.usefixtures("batteries")
def test_filters_in_use_are_shown_and_each_can_be_taken_away(client: Client) -> None:
    asked = {"q": "battery", "topic": "heat", "product": "hub", "sort": "date", "kind": "faq"}
    response = client.get("/el/search/", asked)
    narrow = response.context["narrow"]
    assert [str(link.name) for link in narrow.active] == ["Θέρμανση", "Hub <2>"]
    assert narrow.active[0].query == "q=battery&kind=faq&product=hub&sort=date"
    page = response.content.decode()
    assert "Hub &lt;2&gt;" in page
    assert '<option value="heat" selected>Θέρμανση</option>' in page
    assert '<input type="hidden" name="q" value="battery">' in page
    assert f'href="?{narrow.wide}"' in page, "nothing is left: the way back"


@pytest.mark.usefixtures("batteries")
def test_pages_and_corrections_keep_what_was_chosen(client: Client) -> None:
    page = client.get("/en/search/", {"q": "batery", "kind": "article"}).content.decode()
    assert 'href="?q=battery&amp;kind=article"' in page


@pytest.mark.usefixtures("batteries")
def test_what_a_reader_may_not_see_is_not_offered(client: Client, admin_client: Client) -> None:
    asked = {"q": "battery", "topic": "secret"}
    assert "Secret" not in client.get("/en/search/", asked).content.decode()
    assert "Secret" in admin_client.get("/en/search/", asked).content.decode()
    assert client.get("/api/search/", asked).status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "value"),
    [("topic", "x"), ("product", "\0"), ("market", "no"), ("sort", "newest"), ("sort", "Date")],
)
def test_the_api_refuses_what_there_is_not(name: str, value: str, client: Client) -> None:
    response = client.get("/api/search/", {"q": "battery", name: value})
    assert response.status_code == 400
    error: dict[str, Any] = response.json()["error"]
    assert error["parameter"] == name
    assert error["reason"]
