"""The engines that are held to the contract. Another one is another parameter."""

from collections.abc import Callable
from pathlib import Path

import pytest

from search.documents import Document
from search.documents.entries import entries
from search.engines.base import Answer, Engine, Request
from search.engines.tantivy.engine import Embedded
from search.queries import parse

type Fill = Callable[..., None]
type Ask = Callable[..., Answer]


def _embedded(path: Path) -> Engine:
    return Embedded(path / "index")


@pytest.fixture(
    params=["embedded", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)]
)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    """Each engine in turn, empty."""
    if request.param == "embedded":
        return _embedded(tmp_path)
    on_the_node: Engine = request.getfixturevalue("emptied_elasticsearch")
    return on_the_node


@pytest.fixture
def fill(engine: Engine) -> Fill:
    """Write documents; all texts of a key together."""

    def write(*documents: Document) -> None:
        with engine.writing() as writer:
            writer.apply(list(entries(documents)), {one.reference for one in documents})
            writer.settle()

    return write


@pytest.fixture
def ask(engine: Engine) -> Ask:
    """Search one language as a stranger, or as said."""

    def answer(text: str, locale: str = "en", **values: object) -> Answer:
        others = values.pop("others", ())
        is_unfinished = bool(values.pop("is_unfinished", False))
        query = parse(text, locale, others=others, is_unfinished=is_unfinished)  # type: ignore[arg-type]
        request = Request(query=query, **{"audience": ("public",), **values})  # type: ignore[arg-type]
        return engine.search([request])[0]

    return answer


def keys(answer: Answer) -> list[str]:
    """The keys of a page's matches, in order."""
    return [match.document.key for match in answer.matches]
