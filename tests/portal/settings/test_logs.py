"""No line of the log has a key that would open somebody's page."""

import logging
from typing import Any

import pytest

from portal.handover import links
from portal.settings.logs import CONSOLE, LOGGING, WithoutKeys
from tests.factories.handover import reader
from tests.factories.requests import sent


@pytest.mark.django_db
@pytest.mark.parametrize("view", ["sent", "add", "yes"])
def test_what_django_says_of_an_address_has_no_key(view: str, caplog: Any) -> None:
    request = sent()
    address = links.page(request, view)
    reader().put(address)
    reader().get(f"{address}no-such/")
    [*records] = [record for record in caplog.records if record.name == "django.request"]
    assert len(records) >= 2
    for record in records:
        assert WithoutKeys().filter(record)
        assert request.reference not in record.getMessage()
        assert "/contact/sent/..." in record.getMessage()


@pytest.mark.parametrize(
    "path",
    ["/en/account/password/reset/key/1-secret/", "/el/contact/open/secret/", "/x/key/secret"],
)
def test_other_keys_stay_out_as_well(path: str) -> None:
    record = logging.LogRecord("x", 30, "x", 1, "%s: %s", ("Not Found", path), None)
    WithoutKeys().filter(record)
    assert "secret" not in record.getMessage()


def test_what_is_no_address_is_left_as_it_is() -> None:
    record = logging.LogRecord("x", 30, "x", 1, "%s %d", ("a", 3), None)
    WithoutKeys().filter(record)
    assert record.getMessage() == "a 3"


def test_every_handler_leaves_keys_out() -> None:
    handlers: Any = LOGGING["handlers"]
    assert all(one["filters"] == CONSOLE["filters"] for one in handlers.values())
