"""Pinned results: first, once, for those who may see them, on both engines."""

import pytest

from search.engines.base import Engine
from search.service import search
from tests.factories.search import make_document
from tests.factories.tuning import pins
from tests.search.tuning.conftest import Fill

pytestmark = pytest.mark.django_db


def found(query: str = "battery", locale: str = "en", **values: object) -> list[str]:
    return [hit.id for hit in search(query=query, locale=locale, **values).results]  # type: ignore[arg-type]


def test_pins_come_first_in_their_order_and_once(fill: Fill) -> None:
    fill(
        make_document("best", title="Battery"),
        make_document("worst", title="Other", body="A battery among many other things."),
        make_document("12", title="Without the word", kind="thread"),
    )
    pins("battery", "thread:12", "article:worst")
    results = search(query="Batteries", locale="en")
    assert [hit.id for hit in results.results] == ["12", "worst", "best"]
    assert (results.total, results.weak, results.did_you_mean) == (3, False, "")
    assert found("battery life")[0] == "best"


def test_pins_shift_the_pages_by_their_number(fill: Fill) -> None:
    fill(
        *(make_document(f"d{n}", title=f"Battery {n}") for n in range(11)),
        make_document("pinned", title="Something else"),
    )
    pins("battery", "article:d7", "article:gone", "article:pinned")
    pages = [found(page=page, page_size=4) for page in (1, 2, 3, 4)]
    ids = [key for page in pages for key in page]
    assert [len(page) for page in pages] == [4, 4, 4, 0]
    assert ids[:2] == ["d7", "pinned"]
    assert len(set(ids)) == len(ids) == search(query="battery", locale="en").total == 12


def test_what_a_reader_may_not_see_is_not_revealed(fill: Fill) -> None:
    fill(
        make_document("open", title="Battery"),
        make_document("secret", title="Recall plan", audience=("group:1",)),
    )
    pins("battery", "article:secret")
    stranger = search(query="battery", locale="en")
    assert ([hit.id for hit in stranger.results], stranger.total) == (["open"], 1)
    assert found(audience=("public", "group:1")) == ["secret", "open"]


def test_a_pin_that_is_gone_leaves_no_gap_and_comes_back(fill: Fill, engine: Engine) -> None:
    fill(make_document("a", title="Battery"), make_document("b", title="Charger"))
    pins("battery", "article:b", "article:a")
    with engine.writing() as writer:
        writer.apply([], ["test:b"])
        writer.settle()
    assert found() == ["a"]
    fill(make_document("b", title="Charger"))
    assert found() == ["b", "a"]


def test_filters_hold_for_pins(fill: Fill) -> None:
    fill(make_document("a", title="Battery"), make_document("7", title="Hot", kind="thread"))
    pins("battery", "thread:7")
    assert found(kinds=("article",)) == ["a"]
    assert found(newest_first=True) == ["a"]


def test_a_pin_is_shown_in_the_reader_s_language_or_the_next_best(fill: Fill) -> None:
    fill(
        make_document("both", title="Charger", locale="en", family="both"),
        make_document("both", title="Oplader", locale="da", family="both"),
        make_document("only", title="Recycling", locale="en"),
        *(make_document(f"n{n}", title="Batteri", locale="da") for n in range(5)),
    )
    pins("batteri", "article:only", "article:both", locale="da")
    hits = search(query="batteri", locale="da").results
    assert [(hit.id, hit.locale, hit.is_foreign) for hit in hits[:2]] == [
        ("only", "en", True),
        ("both", "da", False),
    ]
    assert len({hit.id for hit in hits}) == len(hits) == 7
    assert found("batteri", "sv")[0] != "only"


def test_a_pin_that_no_language_of_the_reader_has_is_shown_marked(fill: Fill) -> None:
    fill(make_document("a", title="Battery"), make_document("b", title="Oplader", locale="da"))
    pins("battery", "article:b")
    hits = search(query="battery", locale="en").results
    assert [(hit.id, hit.locale, hit.is_foreign) for hit in hits] == [
        ("b", "da", True),
        ("a", "en", False),
    ]


def test_a_query_that_nothing_answers_is_answered_by_its_pin(fill: Fill) -> None:
    fill(make_document("refund", title="Money back"), make_document("b", title="Battery"))
    assert search(query="xyzzy plugh", locale="en").weak
    pins("xyzzy plugh", "article:refund")
    results = search(query="plugh xyzzy", locale="en")
    assert ([hit.id for hit in results.results], results.weak) == (["refund"], False)
