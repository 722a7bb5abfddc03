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


@pytest.mark.parametrize(
    ("locale", "typed", "others", "title"),
    [
        ("da", "skærm flimrer", "nb", "Skjermen flimrer"),
        ("sv", "nätverk", "nb", "Nettverket"),
        ("nb", "sikkerhet oppdatering", "sv", "Uppdatering för säkerhet"),
    ],
)
def test_a_neighbours_text_is_found_by_the_readers_spelling(
    locale: str, typed: str, others: str, title: str, index: Index
) -> None:
    index(
        make_document(title=title, locale=others),
        make_document("other", title="Radiator", locale=others),
    )
    found = search(query=typed, locale=locale)
    assert [(hit.id, hit.is_foreign) for hit in found.results] == [("one", True)]
    assert (found.weak, found.did_you_mean) == (False, "")


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
