"""Searching by rules, through the one door."""

from collections.abc import Callable

import pytest

from search.documents import Document
from search.documents.entries import entries
from search.engines.base import Engine

type Fill = Callable[..., None]


@pytest.fixture
def fill(engine: Engine) -> Fill:
    """Write documents; all texts of a key together."""

    def write(*documents: Document) -> None:
        with engine.writing() as writer:
            writer.apply(list(entries(documents)), {one.reference for one in documents})
            writer.settle()

    return write
