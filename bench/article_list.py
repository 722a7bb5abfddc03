"""The editors' list of 20,000 articles in three languages: queries, and how long it takes."""

from collections.abc import Iterator, Mapping
from functools import partial

from django.test import Client
from django.urls import reverse

from bench import shelves, staff
from bench.costs import Cost, cost, load
from bench.rows import Row, at_most
from bench.sizes import Size
from portal.home import site
from tests.factories.accounts import publisher

_WARM = 5
_ASKED: Mapping[str, str] = {
    "first page": "",
    "last page": "?p=400",
    "searched": "?q=article-77",
    "a language and its state": "?language=el&state=outdated",
    "nobody's, without a topic": "?owner=none&topic=none",
    "by helpfulness": "?ordering=-helpful",
}


def measure(size: Size) -> list[Row]:
    """A publisher asks for pages of it, each after a first time."""
    site.set_up()
    shelves.fill(size.articles, ("en", "sv", "el"))
    return list(_rows(staff.signed_in(publisher()), size.articles))


def _rows(client: Client, articles: int) -> Iterator[Row]:
    address = reverse("wagtailsnippets_kb_family:list")
    taken = {name: _cost(client, address + asked) for name, asked in _ASKED.items()}
    queries = {name: one.statements for name, (one, _bytes) in taken.items()}
    seconds = {name: round(one.wall, 3) for name, (one, _bytes) in taken.items()}
    weights = {name: round(bytes_ / 1_000) for name, (_one, bytes_) in taken.items()}
    of = f"of the list of {articles} articles in three languages"
    most, slowest = max(queries.values()), max(seconds.values())
    yield at_most("article-list-queries", f"queries {of}, the most", most, 20, **queries)
    told = {"load": load(), "kb": weights, **seconds}
    yield at_most("article-list-s", f"slowest page {of}, s", slowest, 1.0, **told)


def _cost(client: Client, address: str) -> tuple[Cost, int]:
    """The median of some and its bytes, after a first one that warms what is kept."""
    _shown(client, address)
    taken = [cost(partial(_shown, client, address)) for _time in range(_WARM)]
    return sorted(taken, key=lambda one: one[0].wall)[_WARM // 2]


def _shown(client: Client, address: str) -> int:
    answer = client.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answers {answer.status_code}")
    return len(answer.content)
