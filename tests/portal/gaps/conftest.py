"""Rules of search as each test has them, and the real model, as tests of search by meaning do."""

from collections.abc import Iterator

import pytest

from search.tuning import in_force
from tests.search.semantic.conftest import embedder_url, with_embedder

__all__ = ["embedder_url", "with_embedder"]


@pytest.fixture(autouse=True)
def _fresh_rules() -> Iterator[None]:
    """No test searches by the rules of another one."""
    in_force.forget()
    yield
    in_force.forget()
