"""The site begins at its host's root: nobody moves its pages, or reaches one by a side way.

A server takes SCRIPT_NAME from who stands before it, so all of this is asked as a server asks.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client, RequestFactory
from django.urls import get_script_prefix, reverse, set_script_prefix

from portal import tools
from portal.caching.testing import forget_pages
from search.results import clicks
from tests.factories import accounts
from tests.factories.handover import hit

pytestmark = pytest.mark.django_db
INVENTED = ("/x", "/x/", "/x//", "/cms", "//evil.example", "/ελ")
EDITORS = ("", "pages/", "reports/site-history/", "users/", "images/add/")


@pytest.fixture(autouse=True)
def _at_the_root() -> Iterator[None]:
    forget_pages()
    # As the client of tests does: the test's connection is not a request's to close.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
    forget_pages()
    set_script_prefix("/")


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: str


def ask(path: str, script_name: str, **more: Any) -> Answer:
    """The answer to a request of which a server says that the site begins elsewhere."""
    environ = RequestFactory().get(path, **more).environ
    environ["SCRIPT_NAME"] = script_name.encode().decode("latin-1")
    began: list[Any] = []
    handler = WSGIHandler()
    body = b"".join(handler(environ, lambda status, headers: began.extend((status, headers))))
    return Answer(int(began[0].split()[0]), dict(began[1]), body.decode())


def test_the_editors_pages_are_where_middleware_looks_for_them() -> None:
    assert reverse("wagtailadmin_home") == tools.ADDRESS


@pytest.mark.parametrize("script_name", INVENTED)
def test_no_invented_prefix_leads_past_the_second_factor(client: Client, script_name: str) -> None:
    client.force_login(accounts.publisher())
    cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    for page in EDITORS:
        answer = ask(f"{tools.ADDRESS}{page}", script_name, HTTP_COOKIE=cookie)
        assert answer.status == 302, page
        assert answer.headers["Location"] == "/en/account/2fa/totp/activate/", page


@pytest.mark.parametrize("script_name", INVENTED)
def test_an_invented_prefix_gets_into_no_page_and_no_way(script_name: str) -> None:
    page = ask("/el/", "")
    kept = len(caches["pages"])
    moved = ask("/el/", script_name)
    assert (moved.status, moved.headers["ETag"]) == (200, page.headers["ETag"])
    assert len(caches["pages"]) == kept
    assert ask("/help/", script_name, HTTP_ACCEPT_LANGUAGE="el").headers["Location"] == "/el/help/"
    assert get_script_prefix() == "/"


def test_an_address_that_counts_a_click_is_not_kept_for_others() -> None:
    set_script_prefix("/x")
    clicks.address(hit(), "el", 1)
    set_script_prefix("/")
    assert clicks.address(hit(), "el", 1).startswith("/count-click/")
