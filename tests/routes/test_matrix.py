"""Route × person × verb: whoever changes a right or adds a route changes the table, too."""

from collections import defaultdict
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import caches
from django.db import transaction
from django.test import Client

from tests import requirements
from tests.conftest import SLOW_TIMEOUT
from tests.factories.pictures import UNCLOSED
from tests.journeys.routes import Route, every_route
from tests.routes import world as things
from tests.routes.matrix import VERBS, expected, is_let_in, name, rows_of
from tests.routes.people import PEOPLE, browser
from tests.routes.table import EVERYBODY, TABLE
from tests.routes.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings(UNCLOSED)]
# A view at work is slow: of those who are let in, the weakest tries it. Whoever is refused reads
# and posts, and the strongest of them tries all verbs. That HEAD and OPTIONS are offered where GET
# is, nobody has asked for.
OFFERED = {"HEAD", "OPTIONS"}


@pytest.fixture
def world(settings: Any, tmp_path: Path) -> World:
    settings.MEDIA_ROOT = tmp_path / "media"
    return things.make()


def test_the_table_names_each_route_and_no_other() -> None:
    routes = every_route()
    assert not [name(route) for route in routes if not rows_of(route)]
    patterns = [pattern for row in TABLE for pattern in row.routes.split()]
    assert not [
        pattern
        for pattern in patterns
        if not any(fnmatchcase(name(route), pattern) for route in routes)
    ]
    assert set(PEOPLE) == EVERYBODY


@pytest.mark.timeout(SLOW_TIMEOUT)
@pytest.mark.skipif(requirements.on_postgresql(), reason="rights are the same on each database")
@pytest.mark.parametrize("who", PEOPLE)
def test_the_matrix_holds(world: World, who: str) -> None:
    client = browser(who, world)
    let_in: dict[tuple[str, str], bool] = defaultdict(bool)
    wanted = {}
    for route in every_route():
        for verb in verbs_for(route, who):
            # Routes of one name are one: some are only another form of the address.
            let_in[name(route), verb] |= is_let_in(asked(client, verb, world.address(route)))
            wanted[name(route), verb] = who in expected(route, verb)
    found = {place: here for place, here in let_in.items() if here != wanted[place]}
    assert not found, told(who, found)


def verbs_for(route: Route, who: str) -> Iterator[str]:
    for verb in VERBS:
        people = expected(route, verb)
        alike = [one for one in PEOPLE if (one in people) == (who in people)]
        if who in people:
            is_tried = who == alike[0] and verb not in OFFERED
        else:
            is_tried = who == alike[-1] or verb in {"GET", "POST"}
        if is_tried:
            yield verb


def asked(client: Client, verb: str, address: str) -> Any:
    """The answer; whatever it has changed is put back."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        answer = client.generic(verb, address)
        if answer.streaming:
            # Files are closed when they have been read.
            list(answer.streaming_content)
        transaction.set_rollback(True)
    client.cookies = cookies
    caches["default"].clear()
    return answer


def told(who: str, found: dict[tuple[str, str], bool]) -> str:
    """What the table would have to say."""
    return "\n".join(
        f"{who} is {'let in' if here else 'refused'}: {verb} {route}"
        for (route, verb), here in found.items()
    )
