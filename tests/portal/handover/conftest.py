from collections.abc import Callable
from typing import Any

import pytest

from search import service
from search.results import Hit, Results
from tests.factories.handover import results


@pytest.fixture
def searching(monkeypatch: pytest.MonkeyPatch) -> Callable[..., dict[str, Any]]:
    """Say what searching finds; tells what was asked. Its engine has tests of its own."""
    asked: dict[str, Any] = {}

    def finds(*hits: Hit, fails: bool = False) -> dict[str, Any]:
        def search(**kwargs: Any) -> Results:
            asked.update(kwargs)
            if fails:
                raise ConnectionError("no engine")
            return results(*(hit for hit in hits if hit.reference not in kwargs["without"]))

        monkeypatch.setattr(service, "search", search)
        return asked

    return finds
