"""Whatever is sent to any route, by whoever: no breakdown, no echo, no flood, no thousand reads.

A part of the routes and of the corpus is drawn, see tests/sampling.py.
"""

import re
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection, transaction
from django.test import Client
from django.utils import translation

from portal.limits import paces
from tests import requirements
from tests.factories.pictures import UNCLOSED
from tests.journeys import hostile
from tests.journeys.routes import Route, every_route
from tests.routes import world as things
from tests.routes.corpus import Attack, attacks
from tests.routes.people import browser
from tests.routes.world import World
from tests.sampling import ALL, SEED, TOLD, sample

TIMEOUT = 4 * 3_600 if ALL else 600
pytestmark = [
    *(pytest.mark.django_db, pytest.mark.slow),
    pytest.mark.filterwarnings(UNCLOSED),
    pytest.mark.skipif(
        not (ALL or requirements.on_postgresql()), reason="the sample is tried where a site runs"
    ),
]

# Who tries which routes, by the beginning of the address: those who come furthest there. Of these
# so many are drawn, and so many requests for each.
AREAS = {
    "the editors' pages": ("owner", "/cms/", 60, 1),
    "the account, of a member": ("member", "/el/account/", 25, 2),
    "the account, of a stranger": ("stranger", "/el/account/", 25, 2),
    "the community": ("moderator", "/el/community/", 25, 3),
    "all that is public": ("stranger", "/", 40, 3),
}
ELSEWHERE = ("/cms/", "/el/account/")
# It breaks on purpose.
BREAKING = {"wagtailadmin_error_test"}
THEIRS = re.compile(r"500: (wagtail|modelsearch|modelcluster|taggit|treebeard)")
MOST_QUERIES = 250
# An answer may show what was typed, and then in several places and escaped.
TIMES_SENT, MARGIN = 12, 40_000
_FIELD = re.compile(r'<(?:input|select|textarea)\b[^>]*\bname="([^"]+)"')
_GENERIC = ["title", "body", "q", "email", "next", "action", "value", "file", "id", "page"]


@pytest.fixture
def world(settings: Any, tmp_path: Any) -> Iterator[World]:
    settings.MEDIA_ROOT = tmp_path / "media"
    made = things.make()
    with translation.override("el"):
        yield made


@pytest.mark.timeout(TIMEOUT)
@pytest.mark.parametrize("area", AREAS)
def test_no_request_breaks_a_route(world: World, area: str) -> None:
    who, beginning, most, few = AREAS[area]
    routes = sample(list(routes_below(beginning)), most, area)
    client, tried = browser(who, world), 0
    wrong: dict[str, list[str]] = {}
    theirs: dict[str, list[str]] = {}
    for route in routes:
        page, _faults = tried_out(client, Attack("plain", "", "GET", route.path(world.part)))
        fields = _FIELD.findall(page) or _GENERIC
        for attack in attacks(route, world, fields, SEED, None if ALL else few):
            _page, found = tried_out(client, attack, len(page.encode()) + MARGIN)
            where = f"{attack.method} {route.name or route.pattern} {attack.sort}: {attack.what}"
            wrong[where] = [fault for fault in found if not THEIRS.match(fault)]
            theirs[where] = [fault for fault in found if THEIRS.match(fault)]
            tried += 1
    sys.stdout.write(f"Not ours to mend:\n{hostile.told(theirs)}\n")
    assert tried > 20
    assert not any(wrong.values()), f"{TOLD}\n{hostile.told(wrong)}"


def routes_below(beginning: str) -> Iterator[Route]:
    for route in every_route():
        elsewhere = beginning == "/" and route.pattern.startswith(ELSEWHERE)
        if route.pattern.startswith(beginning) and not elsewhere and route.name not in BREAKING:
            yield route


def tried_out(client: Client, attack: Attack, weight: int = 10**9) -> tuple[str, list[str]]:
    """The page, and what is wrong with the answer; what it changed is put back."""
    cookies, reads = client.cookies.copy(), 0

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal reads
        reads += 1
        return execute(sql, params, many, context)

    with transaction.atomic(), connection.execute_wrapper(count):
        answer = attack.sent_by(client)
        found = faults(answer, attack)
        page = "" if answer.streaming else answer.content.decode(errors="replace")
        transaction.set_rollback(True)
    client.cookies = cookies
    caches["default"].clear()
    paces.forget()
    if len(page.encode()) > weight + TIMES_SENT * attack.weight:
        found.append(f"{len(page.encode())} bytes for {attack.weight}")
    if reads > MOST_QUERIES:
        found.append(f"{reads} queries")
    return page, found


def faults(answer: Any, attack: Attack) -> list[str]:
    """What is wrong with the answer itself."""
    ours = not attack.address.startswith("/cms/")
    # Elsewhere the browser says which language is wanted, and is not to be believed here.
    language = "el" if attack.address.startswith("/el/") else ""
    try:
        found = hostile.faults(answer, language) if ours else hostile.breakdowns(answer)
    finally:
        if answer.streaming:
            list(answer.streaming_content)
    return found
