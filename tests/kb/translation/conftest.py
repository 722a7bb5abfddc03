"""Requests that are committed."""

from typing import Any

import pytest
from django.test import Client


@pytest.fixture
def commit(monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any) -> None:
    """What is to happen after a request's transaction happens: Wagtail publishes then."""
    request = Client.request

    def requested(self: Client, **kwargs: Any) -> Any:
        with django_capture_on_commit_callbacks(execute=True):
            return request(self, **kwargs)

    monkeypatch.setattr(Client, "request", requested)
