from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from portal.accounts.models import User
from portal.jobs.testing import drain
from tests.factories import accounts


@pytest.fixture
def browser() -> Callable[..., Client]:
    """A browser of ours, signed in if somebody is named; staff have passed the second factor."""

    def open_(user: User | None = None, second_factor: bool = True) -> Client:
        client = Client(headers={"sec-fetch-site": "same-origin", "user-agent": "Mozilla/5.0"})
        if user:
            client.force_login(user)
            if second_factor:
                accounts.pass_second_factor(client, user)
        return client

    return open_


@pytest.fixture
def index(settings: Any, tmp_path: Path) -> Callable[[], object]:
    """A search index of this test's own; call it to bring it up to date."""
    settings.EMBEDDED_INDEX_DIR = tmp_path / "search"
    return drain
