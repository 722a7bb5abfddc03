"""Pages change by themselves at a moment that a room has made known."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from portal.caching import turns
from portal.caching.testing import forget_pages
from tests.portal.caching.urls import made

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.portal.caching.urls")]
NOW = timezone.now().replace(microsecond=0)
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _moment() -> Iterator[None]:
    before = dict(turns._ROOMS)
    made.clear()
    forget_pages()
    turns.register("test", lambda: [NOW + MINUTE, NOW - MINUTE])
    yield
    turns._ROOMS.clear()
    turns._ROOMS.update(before)
    forget_pages()


def test_a_page_is_made_anew_after_a_moment_without_anybodys_doing(client: Client) -> None:
    for passed in (0, 59, 60, 61):
        with time_machine.travel(NOW + timedelta(seconds=passed), tick=False):
            client.get("/el/p/x/")
    assert sum(made.values()) == 2


@pytest.mark.parametrize(
    ("passed", "kept"), [(-5, 60), (0, 60), (20, 40), (59, 1), (60, 60), (90, 60)]
)
def test_no_network_in_front_keeps_a_page_past_the_next_one(
    client: Client, passed: int, kept: int
) -> None:
    with time_machine.travel(NOW + timedelta(seconds=passed), tick=False):
        answer = client.get("/da/p/x/")
    assert answer["Cache-Control"] == f"public, max-age=0, s-maxage={kept}"
