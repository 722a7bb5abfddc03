"""Pinned results together with what is found by its meaning, with the real model and engines."""

from collections.abc import Callable

import pytest

from search.documents import Document, Kind
from search.engines.base import Engine
from search.index import catching_up, embedding
from search.results import Results
from search.semantic.embedder import Embedder
from search.semantic.models import SpaceInUse
from search.service import search
from tests.factories.search import make_document
from tests.factories.tuning import pins
from tests.search.semantic.conftest import AT

type Index = Callable[..., None]
type Put = Callable[..., None]

DRAINED = "why does the battery run out so fast"
NEAR = (
    make_document("life", title="The battery drains quickly"),
    make_document("save", title="Make the battery last longer"),
    make_document("liv", title="Batteriet løber hurtigt tør", locale="da"),
)
FAR = (
    make_document("refund", title="Get your money back"),
    make_document("12", title="Which boilers does it work with?", kind="thread"),
)


@pytest.fixture
def put(engine: Engine, index: Index, space: Embedder) -> Put:
    """Write documents with their vectors, on each engine in turn."""

    def write(*documents: Document) -> None:
        index(*documents)
        embedding.embed_lacking(AT, longest=600)
        catching_up.catch_up(engine)

    return write


def ids(results: Results) -> list[str]:
    return [hit.id for hit in results.results]


def test_pins_come_first_in_their_order_and_the_rest_stays_as_it_was(put: Put) -> None:
    put(*NEAR, *FAR)
    before = search(query=DRAINED, locale="en")
    pins(DRAINED, "thread:12", "article:gone", "article:refund")
    results = search(query=DRAINED, locale="en")
    rest = [key for key in ids(before) if key not in ("12", "refund")]
    assert {"life", "save", "liv"} <= set(rest)
    assert ids(results) == ["12", "refund", *rest]
    assert (results.total, results.weak) == (2 + len(rest), False)
    assert results.did_you_mean == before.did_you_mean


def test_a_pin_that_is_near_too_is_listed_once(put: Put) -> None:
    put(*NEAR, *FAR)
    total = search(query=DRAINED, locale="en").total
    # One that stands low, one in another language than the reader's, and one named twice.
    pins(DRAINED, "article:liv", "article:save", "article:liv")
    results = search(query=DRAINED, locale="en")
    assert ids(results)[:3] == ["liv", "save", "life"]
    assert len(set(ids(results))) == len(ids(results)) == results.total == total
    assert (results.results[0].locale, results.results[0].is_foreign) == ("da", True)


def test_a_pin_the_reader_may_not_see_is_not_revealed(put: Put) -> None:
    secret = make_document("secret", title="Recall of the battery", audience=("group:1",))
    put(*NEAR, *FAR, secret)
    before = search(query=DRAINED, locale="en")
    pins(DRAINED, "article:secret", "article:refund")
    stranger = search(query=DRAINED, locale="en")
    assert "secret" not in ids(before) + ids(stranger)
    assert ids(stranger)[0] == "refund"
    assert stranger.total == before.total + ("refund" not in ids(before))
    member = search(query=DRAINED, locale="en", audience=("public", "group:1"))
    assert ids(member)[:2] == ["secret", "refund"]
    assert member.total == stranger.total + 1


def test_filters_hold_for_pins(put: Put) -> None:
    put(*NEAR, *FAR)
    pins(DRAINED, "thread:12", "article:refund")
    kinds: tuple[Kind, ...] = ("article",)
    found = ids(search(query=DRAINED, locale="en", kinds=kinds))
    assert found[0] == "refund"
    assert "12" not in found


def test_a_query_near_to_nothing_is_answered_by_its_pin(put: Put) -> None:
    put(*NEAR, *FAR)
    # As near as bread is to batteries, where all texts are about these.
    SpaceInUse.objects.update(apart=0.55)
    asked = "how do I bake bread"
    assert search(query=asked, locale="en").weak
    pins(asked, "article:refund")
    results = search(query=asked, locale="en")
    assert (ids(results)[0], results.results[0].fits, results.weak) == ("refund", True, False)


@pytest.mark.parametrize("page_size", [3, 7])
def test_pages_behind_pins_neither_repeat_nor_lose_a_hit(
    page_size: int, put: Put, index: Index
) -> None:
    put(
        *(make_document(f"n{n}", title=f"Battery life {n % 3}") for n in range(30)),
        *(make_document(f"f{n}", title="Batteriets levetid", locale="sv") for n in range(4)),
        *FAR,
    )
    # Without vectors: these are found by their words alone.
    index(*(make_document(f"w{n}", title=f"Battery {n}") for n in range(30)))
    pins("battery life", "thread:12", "article:n7", "article:gone", "article:w29")
    total = search(query="battery life", locale="en", page_size=page_size).total
    pages = [
        search(query="battery life", locale="en", page=page, page_size=page_size)
        for page in range(1, -(-total // page_size) + 2)
    ]
    found = [key for page in pages for key in ids(page)]
    assert found[:3] == ["12", "n7", "w29"]
    assert len(found) == len(set(found)) == total > page_size
    assert {page.total for page in pages} == {total}
    assert not pages[-1].results
