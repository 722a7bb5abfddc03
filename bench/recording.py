"""What it costs to write a step down, and what of that a reader waits for."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote, unquote
from wsgiref.util import setup_testing_defaults

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.costs import cost, load
from bench.rows import Row, at_most
from bench.sizes import Size
from portal import journal
from portal.actors import Actor
from portal.journal import StepDetails
from portal.wsgi import application
from tests.factories.journal import FIREFOX, reader

_LOCALES = ("el", "ar", "da", "id")
# What a reader's visit is made of, most of the time.
_KINDS = ("search", "click", "read", "vote")
_PAGES = ("/el/", "/el/search/?q=καλοριφέρ", "/ar/community/", "/da/contact/")
_TABLES = ("journal_step", "journal_visit", "journal_dailytotal", "journal_beyondshare")


def measure(size: Size) -> list[Row]:
    """Steps of readers in as many networks; then pages, until they are handed to the server."""
    readers = [reader(_address(number), FIREFOX) for number in range(2 * size.typed)]
    _record(readers[size.typed :])
    readers = readers[: size.typed]
    told, _nothing = cost(lambda: _record(readers))
    steps = len(readers) * len(_KINDS)
    return [
        at_most(
            "step-cpu-ms",
            "processor for a step, here and in the database, ms",
            told.cpu * 1000 / steps,
            1,
            here_ms=round(told.here * 1000 / steps, 3),
            database_ms=round(told.database * 1000 / steps, 3),
            wall_ms=round(told.wall * 1000 / steps, 3),
            steps=steps,
            load=load(),
        ),
        at_most("step-statements", "statements for a step", told.statements / steps, 3),
        at_most(
            "step-in-a-page",
            "statements about steps before a page is handed over",
            max(_before_it_is_sent(page) for page in _PAGES),
            0,
            pages=len(_PAGES),
        ),
    ]


def _record(readers: Sequence[Actor]) -> None:
    """A visit of each."""
    for number, who in enumerate(readers):
        about = StepDetails(family=f"article-{number % 40}", item_kind="article")
        journal.record(who, "search", query=f"καλοριφέρ {number % 100}", weak=False)
        journal.record(who, "click", **(about | {"rank": 1}))
        journal.record(who, "read", **about)
        journal.record(who, "vote", **(about | {"helpful": True}))


def _address(number: int) -> str:
    """Each reader is in a network of their own, as most are."""
    return f"{20 + number // 62_500}.{number // 250 % 250}.{number % 250}.7"


def _before_it_is_sent(page: str) -> int:
    """Statements about steps up to the moment at which the server has the whole page."""
    path, _mark, query = page.partition("?")
    environ = {"PATH_INFO": unquote(path).encode().decode("latin-1"), "HTTP_USER_AGENT": FIREFOX}
    environ |= {"QUERY_STRING": quote(query, safe="="), "HTTP_HOST": "testserver"}
    setup_testing_defaults(environ)
    said: list[str] = []
    # What it remembers once a process is no part of any page.
    Client().get(page)
    with CaptureQueriesContext(connection) as queries:
        answer: Any = application(environ, lambda status, *_more: said.append(status))  # type: ignore[arg-type]
        list(answer)
        found = [one["sql"] for one in queries.captured_queries]
    answer.close()
    if not said[0].startswith("200"):
        raise RuntimeError(f"{page} answers {said[0]}")
    return sum(any(table in sql for table in _TABLES) for sql in found)
