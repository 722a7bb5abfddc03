"""Searching by rules, through the one door, on each engine in turn."""

from collections.abc import Callable
from pathlib import Path

import pytest

from search import engines
from search.documents import Document
from search.engines.base import Engine
from search.engines.embedded import Embedded
from search.entries import entries

type Fill = Callable[..., None]


@pytest.fixture(
    params=["embedded", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)]
)
def engine(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Engine:
    """Each engine in turn, empty and in charge."""
    if request.param == "embedded":
        one: Engine = Embedded(tmp_path / "index")
        monkeypatch.setattr(engines, "engine_of_this_host", lambda: one)
    else:
        one = request.getfixturevalue("emptied_elasticsearch")
        monkeypatch.setattr(engines, "shared_engine", lambda: one)
    return one


@pytest.fixture
def fill(engine: Engine) -> Fill:
    """Write documents; all texts of a key together."""

    def write(*documents: Document) -> None:
        with engine.writing() as writer:
            writer.apply(list(entries(documents)), {one.reference for one in documents})
            writer.settle()

    return write
