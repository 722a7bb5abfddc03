from collections.abc import Callable
from typing import Any

import pytest

from search import service
from search.results import Hit


@pytest.fixture
def searching(monkeypatch: pytest.MonkeyPatch) -> Callable[..., dict[str, Any]]:
    """Say what searching finds; tells what was asked. Its engine has tests of its own."""
    asked: dict[str, Any] = {}

    def finds(*hits: Hit, fails: bool = False) -> dict[str, Any]:
        def suggest(**kwargs: Any) -> list[Hit]:
            asked.update(kwargs)
            if fails:
                raise ConnectionError("no engine")
            return [hit for hit in hits if hit.reference not in kwargs["without"]]

        monkeypatch.setattr(service, "suggest", suggest)
        return asked

    return finds
