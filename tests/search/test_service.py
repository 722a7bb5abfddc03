"""What a reader is answered, and in which language."""

from collections.abc import Callable
from typing import Any

import pytest

from search import engines
from search.engines.base import EngineError
from search.service import search
from tests.factories.search import make_document

type Index = Callable[..., None]


def test_fallback_languages_follow_when_there_is_too_little(index: Index) -> None:
    index(
        make_document("native", title="Batteri", locale="da", body="battery"),
        make_document("foreign", title="Battery life", locale="en"),
    )
    hits = search(query="battery", locale="da").results
    assert [(hit.id, hit.is_foreign) for hit in hits] == [("native", False), ("foreign", True)]


def test_a_family_of_the_readers_language_appears_once_in_that_language(index: Index) -> None:
    index(
        make_document(title="Battery", locale="en", family="one"),
        make_document(title="Batteri", locale="da", family="one"),
    )
    results = search(query="battery", locale="da")
    assert [(hit.id, hit.locale) for hit in results.results] == [("one", "da")]
    assert results.total == 1


def test_a_foreign_hit_leads_below_the_readers_language(index: Index) -> None:
    index(make_document(title="Battery", url="/en/help/one/"))
    assert search(query="battery", locale="el").results[0].url == "/el/help/one/"


@pytest.mark.parametrize("locale", ["en", "nb"])
def test_pages_neither_repeat_nor_lose_a_hit(locale: str, index: Index) -> None:
    index(
        *(make_document(f"n{n}", title="Battery", locale=locale) for n in range(14)),
        *(make_document(f"f{n}", title="Battery", locale="sv") for n in range(7)),
    )
    total = search(query="battery", locale=locale, page_size=5).total
    pages = [search(query="battery", locale=locale, page=n, page_size=5) for n in range(1, 6)]
    ids = [hit.id for page in pages for hit in page.results]
    assert len(ids) == len(set(ids)) == total


def test_other_languages_follow_the_readers_own_on_the_last_page(index: Index) -> None:
    index(
        *(make_document(f"n{n}", title="Ventil", locale="da", body="valve") for n in range(9)),
        *(make_document(f"f{n}", title="Valve", locale="en") for n in range(3)),
    )
    pages = [search(query="valve", locale="da", page=n, page_size=4) for n in range(1, 5)]
    assert [len(page.results) for page in pages] == [4, 4, 1 + 3, 0]
    assert [page.folded for page in pages] == [0, 0, 3, 0]
    assert {(page.total, page.native) for page in pages} == {(12, 9)}


def test_what_has_little_of_the_words_is_left_out_where_something_has_all(index: Index) -> None:
    index(
        make_document("all", title="Η βαλβίδα χτυπάει τη νύχτα", locale="el"),
        make_document("one", title="Ρυθμίσεις για τη νύχτα", locale="el"),
        *(make_document(f"o{n}", title=f"Οδηγός {n}", locale="el") for n in range(9)),
    )
    found = search(query="βαλβίδα χτυπάει νύχτα", locale="el").results
    assert [hit.id for hit in found] == ["all"]
    assert [hit.id for hit in search(query="νύχτα", locale="el").results] == ["one", "all"]


def test_a_word_that_no_text_has_does_not_sink_a_sentence(index: Index) -> None:
    index(
        make_document("offline", title="Hubben er offline", locale="da"),
        *(make_document(f"o{n}", title=f"Emne {n}", locale="da") for n in range(9)),
    )
    results = search(query="min hub er offline siden mandag", locale="da")
    assert (results.weak, results.results[0].id) == (False, "offline")


def test_where_nothing_fits_the_closest_three_are_shown_and_said_to_be_unsure(
    index: Index,
) -> None:
    colours = ("rød", "rød", "rød", "rød", *["blå"] * 9)
    index(
        *(
            make_document(f"n{n}", title=f"Lampe {n}", body=colour, locale="nb")
            for n, colour in enumerate(colours)
        )
    )
    results = search(query="rød sykkel uten setetrekk", locale="nb")
    assert (results.weak, len(results.results)) == (True, 3)
    assert not any(hit.fits for hit in results.results)


def test_gibberish_is_answered_by_nothing(index: Index) -> None:
    index(*(make_document(f"n{n}", title=f"Lampe {n}", locale="nb") for n in range(9)))
    for typed in ("xyzzy", "asdkjh qwlekj", "φγξδσ λκξη"):
        assert search(query=typed, locale="nb").total == 0


def test_marks_stand_in_the_original_text_and_nothing_else_is_markup(index: Index) -> None:
    index(make_document(title="Ο ήχος <b>", locale="el", body="Ρυθμίστε τον ΉΧΟ & <script>"))
    hit = search(query="ηχος", locale="el").results[0]
    assert hit.title_html == "Ο <mark>ήχος</mark> &lt;b&gt;"
    assert hit.excerpt == "Ρυθμίστε τον <mark>ΉΧΟ</mark> &amp; &lt;script&gt;"


def test_nothing_that_fits_is_a_weak_answer(index: Index) -> None:
    index(make_document(title="Battery"))
    assert not search(query="battery", locale="en").weak
    assert search(query="refund for broken shoes", locale="en").weak


@pytest.mark.usefixtures("engine")
def test_a_misspelt_word_is_named_however_many_texts_fit(index: Index) -> None:
    index(*(make_document(str(n), title=f"Μπαταρίες {n}", locale="el") for n in range(5)))
    results = search(query="μπαταραίες", locale="el")
    assert (results.total, results.did_you_mean) == (5, "μπαταρίες")


def test_an_engine_that_fails_degrades_the_answer(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any) -> Any:
        raise EngineError("out of order")

    monkeypatch.setattr(engines.engine(), "search", fail)
    results = search(query="battery", locale="en")
    assert results.degraded
    assert results.results == ()


def test_suggestions_leave_out_what_they_are_told_to(index: Index) -> None:
    index(make_document("a", title="Battery"), make_document("b", title="Battery", kind="thread"))
    typing = search(query="batt", locale="en", without=("article:a",), is_typing=True)
    assert [hit.reference for hit in typing.results] == ["thread:b"]


def test_only_the_readers_audience_is_answered(index: Index) -> None:
    index(make_document(title="Battery", audience=("members",)))
    assert search(query="battery", locale="en").total == 0
    assert search(query="battery", locale="en", audience=("public", "members")).total == 1
    assert search(query="batt", locale="da", is_typing=True).total == 0
