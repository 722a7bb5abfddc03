"""Found by meaning: near to a vector, in any language, and never what may not be seen."""

from array import array
from collections.abc import Callable, Sequence

import pytest

from search.documents import Document
from search.documents.entries import Entry, Vector, Vectors, entries
from search.engines.base import Answer, Engine
from search.ranking import FUSION
from tests.factories.search import make_document
from tests.search.contract.conftest import Ask, keys

SPACE = "4-test"
NORTH, EAST, SOUTH = (1.0, 0.0, 0.0, 0.0), (0.0, 1.0, 0.0, 0.0), (-1.0, 0.0, 0.0, 0.0)
NEARLY_NORTH = (0.95, 0.05, 0.0, 0.0)
type FillNear = Callable[..., None]


def _bytes(numbers: Sequence[float]) -> bytes:
    return array("f", numbers).tobytes()


def _query(numbers: Sequence[float] = NORTH, space: str = SPACE) -> Vector:
    return Vector(space, _bytes(numbers))


@pytest.fixture
def fill_near(engine: Engine) -> FillNear:
    """Write documents, each with its passages' vectors."""

    def write(*texts: tuple[Document, Sequence[Sequence[float]]], space: str = SPACE) -> None:
        vectors = {document.uid: several for document, several in texts}
        made = [
            Entry(
                entry.document,
                entry.shadows,
                entry.elsewhere,
                Vectors(space, tuple(map(_bytes, vectors[entry.document.uid])))
                if vectors[entry.document.uid]
                else None,
            )
            for entry in entries(document for document, _several in texts)
        ]
        with engine.writing() as writer:
            writer.apply(made, {document.reference for document, _several in texts})
            writer.settle()

    return write


def near(answer: Answer) -> list[tuple[str, str]]:
    """Key and language of what is near, the nearest first."""
    return [(one.match.document.key, one.match.document.locale) for one in answer.near]


def test_a_text_is_found_by_its_nearest_passage_without_any_of_the_words(
    fill_near: FillNear, ask: Ask
) -> None:
    fill_near(
        (make_document("far", title="Far"), [SOUTH]),
        (make_document("near", title="Near"), [EAST, NEARLY_NORTH]),
        (make_document("nearest", title="Nearest"), [NORTH, SOUTH]),
    )
    answer = ask("battery", vector=_query())
    assert near(answer) == [("nearest", "en"), ("near", "en")]
    assert [one.similarity for one in answer.near] == pytest.approx([1.0, 0.95], abs=1e-3)
    assert answer.total == 0


def test_what_is_near_is_told_once_with_how_its_words_match(fill_near: FillNear, ask: Ask) -> None:
    fill_near(
        (make_document("both", title="Battery life"), [NORTH]),
        (make_document("meaning", title="Power"), [NEARLY_NORTH]),
        (make_document("words", title="Battery"), [SOUTH]),
        (make_document("no-vectors", title="A battery"), []),
    )
    answer = ask("battery", vector=_query())
    assert near(answer) == [("both", "en"), ("meaning", "en")]
    assert answer.near[0].match.score > answer.near[1].match.score == 0
    assert answer.near[0].match.coverage > answer.near[1].match.coverage == 0
    assert (set(keys(answer)), answer.total) == ({"words", "no-vectors"}, 2)


def test_only_what_the_audience_may_see_is_near(fill_near: FillNear, ask: Ask) -> None:
    fill_near(
        *(
            (make_document(f"hidden-{n}", title="Hidden", audience=("members",)), [NORTH])
            for n in range(FUSION.own + 5)
        ),
        (make_document("nobody", title="Hidden", audience=()), [NORTH]),
        (make_document("seen", title="Seen"), [NEARLY_NORTH]),
        (make_document("dansk", title="Skjult", locale="da", audience=("members",)), [NORTH]),
    )
    assert near(ask("x", vector=_query())) == [("seen", "en")]
    assert ("dansk", "da") in near(ask("x", vector=_query(), audience=("public", "members")))


def test_filters_narrow_what_is_near(fill_near: FillNear, ask: Ask) -> None:
    fill_near(
        (make_document("a", title="A", kind="faq", topics=("x",)), [NORTH]),
        (make_document("b", title="B", kind="thread", products=("p",)), [NORTH]),
    )
    assert near(ask("q", vector=_query(), kinds=("faq",))) == [("a", "en")]
    assert near(ask("q", vector=_query(), products=("p",))) == [("b", "en")]
    assert near(ask("q", vector=_query(), without=("faq:a",))) == [("b", "en")]


def test_a_text_in_another_language_is_near_when_the_reader_has_none(
    fill_near: FillNear, ask: Ask
) -> None:
    fill_near(
        (make_document("only-danish", title="Batteri", locale="da"), [NORTH]),
        (make_document("both", title="Strøm", locale="da"), [NORTH]),
        (make_document("both", title="Ρεύμα", locale="el"), [NEARLY_NORTH]),
        (make_document("hidden", title="Lys", locale="da"), [NORTH]),
        (make_document("hidden", title="Φως", locale="el", audience=("members",)), [NORTH]),
    )
    found = near(ask("μπαταρία", "el", vector=_query()))
    assert sorted(found) == [("both", "el"), ("hidden", "da"), ("only-danish", "da")]


def test_a_language_without_any_vectors_yet_is_no_obstacle(fill_near: FillNear, ask: Ask) -> None:
    fill_near(
        (make_document("unembedded", title="Akku", locale="fi"), []),
        (make_document("dansk", title="Batteri", locale="da"), [NORTH]),
    )
    assert near(ask("μπαταρία", "el", vector=_query())) == [("dansk", "da")]
    assert near(ask("akku", "fi", vector=_query())) == [("dansk", "da")]
    assert keys(ask("akku", "fi", vector=_query())) == ["unembedded"]


def test_of_several_foreign_languages_the_preferred_one_is_told(
    fill_near: FillNear, ask: Ask
) -> None:
    fill_near(
        (make_document(title="Battery"), [NEARLY_NORTH]),
        (make_document(title="Batteri", locale="sv"), [NORTH]),
    )
    assert near(ask("x", "el", vector=_query())) == [("one", "sv")]
    answer = ask("x", "el", vector=_query(), prefers=("en",))
    assert near(answer) == [("one", "en")]
    assert answer.near[0].similarity == pytest.approx(1.0, abs=1e-3)


def test_old_vectors_go_with_the_text_they_were_of(
    engine: Engine, fill_near: FillNear, ask: Ask
) -> None:
    fill_near((make_document(title="One"), [NORTH]))
    fill_near((make_document(title="One, changed"), [SOUTH]))
    assert near(ask("x", vector=_query(SOUTH))) == [("one", "en")]
    assert ask("x", vector=_query()).near[0].similarity < 0
    with engine.writing() as writer:
        writer.apply([], ["test:one"])
        writer.settle()
    assert near(ask("x", vector=_query())) == []


def test_vectors_of_another_model_are_never_compared(fill_near: FillNear, ask: Ask) -> None:
    fill_near((make_document("old", title="Battery"), [(1.0, 0.0)]), space="2-old")
    fill_near((make_document("new", title="Battery"), [NORTH]))
    answer = ask("battery", vector=_query())
    assert (near(answer), keys(answer)) == ([("new", "en")], ["old"])
    assert near(ask("battery", vector=_query(space="4-unknown"))) == []


def test_pages_behind_what_is_near_neither_repeat_nor_lose(fill_near: FillNear, ask: Ask) -> None:
    fill_near(
        *((make_document(f"n{n}", title="Battery"), [NORTH]) for n in range(5)),
        *((make_document(f"w{n}", title=f"Battery {n}"), [SOUTH]) for n in range(40)),
    )
    pages = [ask("battery", vector=_query(), limit=10, offset=at) for at in (0, 10, 20, 30)]
    assert {(len(page.near), page.total) for page in pages} == {(5, 40)}
    found = [key for page in pages for key in keys(page)]
    assert len(found) == len(set(found)) == 40


def test_a_rebuilt_copy_finds_by_meaning(engine: Engine, fill_near: FillNear, ask: Ask) -> None:
    fill_near((make_document(title="One"), [NORTH]))
    with engine.rebuilding() as new:
        made = Entry(make_document("new", title="New"), vectors=Vectors(SPACE, (_bytes(NORTH),)))
        new.apply([made], ["test:new"])
        new.swap()
        assert near(ask("x", vector=_query())) == [("new", "en")]
