"""What has arrived is told to the browser by a cookie; an address that is a key never is."""

import re
from typing import Any

import pytest

from portal.accounts.middleware import _KEYS
from portal.handover import links
from tests.factories.handover import reader
from tests.factories.requests import answered
from tests.journeys.routes import Route, every_route

# Words in addresses that open nothing: names of pages, threads and sign-in services.
_NAMES = {"slug", "path", "provider_id", "rest"}
_OF_EDITORS = "/cms/"
_ANYTHING = {"StringConverter", "PathConverter"}
_IN_REGEX = re.compile(r"\(\?P<(\w+)>")


def parts(route: Route) -> set[str]:
    """What may stand for a key in a route's address: all that takes any characters."""
    named = {name for name, kind in route.converters.items() if type(kind).__name__ in _ANYTHING}
    return named | set(_IN_REGEX.findall(route.pattern))


def test_every_address_is_a_name_or_known_to_be_a_key() -> None:
    routes = [one for one in every_route() if not one.pattern.startswith(_OF_EDITORS)]
    found = {part for one in routes for part in parts(one)}
    assert found - _NAMES <= _KEYS
    assert {"signed", "key", "uidb36"} <= found


@pytest.mark.django_db
@pytest.mark.parametrize("view", ["desk-answered", "desk-solved"])
def test_the_supports_address_is_in_no_cookie(view: str, settings: Any) -> None:
    address = links.desk(answered(), view).removeprefix(settings.BASE_URL)
    answer = reader().post(address, {"article": "", "sent": "1"})
    assert answer.status_code == 303
    assert address.split(":", 1)[1].partition("/")[0] not in answer.cookies.output()
