"""What a list of results has, and where it ends: the same on each engine."""

from collections.abc import Callable

import pytest

from search.ranking import FUSION
from search.service import search
from tests.factories.search import make_document

type Index = Callable[..., None]

SOME = range(FUSION.least + 2)

pytestmark = pytest.mark.usefixtures("engine")


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
        *(make_document(f"n{n}", title=f"Ρυθμίσεις {n} για τη νύχτα", locale="el") for n in SOME),
        *(make_document(f"o{n}", title=f"Οδηγός {n}", locale="el") for n in range(9)),
    )
    found = search(query="βαλβίδα χτυπάει νύχτα", locale="el")
    assert (found.results[0].id, found.total) == ("all", FUSION.least)
    assert search(query="νύχτα", locale="el").total == len(SOME) + 1


@pytest.mark.parametrize("typed", ["E-2210", "Η βαλβίδα στο σαλόνι δείχνει E-2210 από χθες"])
def test_a_code_leads_to_its_article_though_a_thread_has_more_of_the_words(
    typed: str, index: Index
) -> None:
    index(
        make_document("article", title="Το μοτέρ έχει μπλοκάρει (E-2210)", locale="el"),
        make_document(
            "7",
            kind="thread",
            title="E-2210: η βαλβίδα στο σαλόνι",
            body="Από χθες δείχνει E-2210.",
            locale="el",
        ),
        *(make_document(f"o{n}", title=f"Οδηγός {n}", locale="el") for n in range(9)),
    )
    found = search(query=typed, locale="el")
    assert (found.weak, [hit.id for hit in found.results]) == (False, ["article", "7"])


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


def test_the_box_shows_what_the_page_shows(index: Index) -> None:
    index(
        make_document("battery", title="Ganti baterai katup", locale="id"),
        make_document("life", title="Berapa lama baterai bertahan?", locale="id"),
        make_document("3", title="Baterai", locale="id", kind="thread"),
        *(make_document(f"o{n}", title=f"Topik {n}", locale="id") for n in range(9)),
    )
    page = search(query="ganti baterai", locale="id").results
    box = search(query="ganti baterai", locale="id", is_typing=True).results
    assert [hit.reference for hit in box] == [hit.reference for hit in page]
    assert page[0].id == "battery"
    assert not any(hit.excerpt or hit.title_html for hit in box)
