"""Whether a page of the internet is there: how it is asked, and whom nobody asks."""

from typing import Any

import pytest

from kb.readability.web import LinkCheck, Reachability, ask
from tests.factories.web import site

PAGES: dict[str, int | str] = {
    "/there": 200,
    "/for-members": 401,
    "/no-programs": 429,
    "/gone": 410,
    "/broken": 503,
    "/moved": "/there",
    "/moved-away": "/nowhere",
    "/round": "/round",
    "/inside": "http://10.0.0.1/secret",
    "/elsewhere": "ftp://x.example/",
}


@pytest.mark.parametrize(
    ("path", "outcome", "status"),
    [
        ("/there", Reachability.THERE, 200),
        ("/for-members", Reachability.THERE, 401),
        ("/no-programs", Reachability.THERE, 429),
        ("/moved", Reachability.THERE, 200),
        ("/gone", Reachability.AWAY, 410),
        ("/nowhere", Reachability.AWAY, 404),
        ("/moved-away", Reachability.AWAY, 404),
        ("/broken", Reachability.AWAY, 503),
        ("/round", Reachability.AWAY, 302),
        ("/inside", Reachability.UNKNOWN, None),
        ("/elsewhere", Reachability.UNKNOWN, None),
    ],
)
def test_an_answer_says_whether_a_page_is_there(
    settings: Any, path: str, outcome: Reachability, status: int | None
) -> None:
    with site(settings, PAGES) as there:
        assert ask(f"{there.url}{path}") == LinkCheck(outcome, status)


def test_only_what_does_not_answer_a_short_question_is_asked_as_a_browser_asks(
    settings: Any,
) -> None:
    with site(settings, PAGES) as there:
        ask(f"{there.url}/there")
        ask(f"{there.url}/gone")
        assert there.asked == [("HEAD", "/there"), ("HEAD", "/gone"), ("GET", "/gone")]


@pytest.mark.parametrize(
    "url",
    [
        *("http://127.0.0.1:9/", "https://10.0.0.1/", "http://[::1]/", "http://169.254.169.254/"),
        *("http://2130706433/", "http://[::ffff:10.0.0.1]/", "ftp://1.1.1.1/", "http://"),
        "http://1.1.1.1:99999/",
    ],
)
def test_nobody_asks_an_address_of_our_own_network(settings: Any, url: str) -> None:
    settings.LINK_NETWORKS = ()
    assert ask(url) == LinkCheck(Reachability.UNKNOWN)


def test_a_host_that_does_not_answer_is_away(settings: Any) -> None:
    with site(settings, {}) as there:
        url = there.url
    assert ask(url) == LinkCheck(Reachability.AWAY)
