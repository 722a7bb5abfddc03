"""No line of the log has a key that would open somebody's page."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, get_resolver

from portal.handover import links
from portal.settings.environment import REPOSITORY
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


# What they sign names a page that anybody may read, and nobody who did.
_COUNT = ("count/", "count-click/", "count-tap/")


def signed_addresses(routes: list[Any], before: str = "") -> Iterator[str]:
    """The beginning of each address of ours that ends in something signed."""
    for route in routes:
        address = before + str(route.pattern)
        if not isinstance(route, URLPattern):
            yield from signed_addresses(route.url_patterns, address)
        elif "<str:signed>" in address:
            yield address.partition("<str:signed>")[0]


def test_no_signed_address_is_logged_by_us_or_by_the_servers_in_front() -> None:
    found = [one for one in signed_addresses(get_resolver().url_patterns) if one not in _COUNT]
    assert len(found) >= 9
    servers = [(REPOSITORY / "deploy" / name).read_text() for name in ("Caddyfile", "nginx.conf")]
    for beginning in found:
        record = logging.LogRecord(
            "x", 30, "x", 1, "%s: %s", ("Gone", f"/{beginning}secret"), None
        )
        WithoutKeys().filter(record)
        assert "secret" not in record.getMessage(), beginning
        parts = beginning.strip("/").split("/")
        named = "key" if parts[-1] == "key" else "/".join(parts[-2:])
        assert all(named in server for server in servers), beginning


def test_what_is_no_address_is_left_as_it_is() -> None:
    record = logging.LogRecord("x", 30, "x", 1, "%s %d", ("a", 3), None)
    WithoutKeys().filter(record)
    assert record.getMessage() == "a 3"


def test_every_handler_leaves_keys_out() -> None:
    handlers: Any = LOGGING["handlers"]
    assert all(one["filters"] == CONSOLE["filters"] for one in handlers.values())
