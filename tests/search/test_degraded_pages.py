"""Whatever Elasticsearch does, no page that searches is an error, and the very first says so."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from search import engines
from search.engines.elasticsearch.engine import Elasticsearch
from tests.factories import community
from tests.factories.handover import filled_in, reader, start_in
from tests.factories.kb import make_locale
from tests.search.proxy import Fault, Proxy

pytestmark = [pytest.mark.elasticsearch, pytest.mark.django_db(transaction=True)]
NOTICE = "some answers may be missing"


@pytest.fixture(
    params=[fault for fault in Fault if fault is not Fault.NONE], ids=lambda fault: fault.name
)
def fault(request: pytest.FixtureRequest, shared: Elasticsearch, proxy: Proxy) -> Iterator[Fault]:
    """Each fault in turn."""
    proxy.inject(request.param)
    yield request.param
    proxy.inject(Fault.NONE)


def first(client: Client, method: str, address: str, values: dict[str, Any]) -> Any:
    """The answer of a process that has not met the fault yet."""
    engines._breaker_of.cache_clear()
    return getattr(client, method)(address, values)


def test_no_page_is_an_error_and_none_is_silent_about_it(fault: Fault) -> None:
    client = reader()
    for locale in ("en", "el"):
        make_locale(locale)
    page = first(client, "get", "/en/search/", {"q": "battery"}).content.decode()
    assert "/en/help/battery/" in page
    assert NOTICE in page
    answer = first(client, "get", "/api/search/", {"q": "battery", "locale": "el"})
    assert answer.status_code == 200
    told = answer.json()
    assert (told["engine"], told["degraded"], told["total"]) == ("embedded", True, 1)
    answer = first(client, "get", "/api/suggest/", {"q": "batt", "locale": "en"})
    assert [one["title"] for one in answer.json()["suggestions"]] == ["Battery"]

    start = start_in(first(client, "get", "/en/contact/", {}).content.decode())
    typed = filled_in(start=start, message="battery")
    piece = first(client, "post", "/en/contact/suggestions/", typed)
    assert "/en/help/battery/" in piece.content.decode() or piece.status_code == 200
    assert first(client, "post", "/en/contact/", typed).status_code == 200

    asked = {"key": uuid4(), "title": "battery", "body": "My battery is empty.", "locale": "en"}
    asked["category"] = community.category().slug
    for address in ("/en/community/ask/suggestions/", "/en/community/ask/"):
        assert first(client, "post", address, asked).status_code < 400
