"""What an answer means for whoever asked, and what the table expects."""

from fnmatch import fnmatchcase
from typing import Any
from urllib.parse import urlsplit

from tests.journeys.routes import Route
from tests.routes.table import TABLE, Row

VERBS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
_SAYS_NO = {403, 404, 405}


def name(route: Route) -> str:
    """A route's name; its address if it has none."""
    return route.name or route.pattern


def rows_of(route: Route) -> list[Row]:
    """The rows of the table that name a route."""
    return [
        row
        for row in TABLE
        if any(fnmatchcase(name(route), pattern) for pattern in row.routes.split())
    ]


def expected(route: Route, verb: str) -> set[str]:
    """Who is let in by a verb."""
    asked = "GET" if verb in {"HEAD", "OPTIONS"} else verb
    return set().union(*(row.who for row in rows_of(route) if asked in row.verbs.split()))


def is_let_in(answer: Any) -> bool:
    """Whether the view has done its work, or has said what is wrong with what it was sent."""
    if answer.status_code in {301, 302, 303}:
        path = urlsplit(answer.headers["Location"]).path
        return not path.endswith(("/login/", "/totp/activate/")) and path != "/cms/"
    if answer.request["REQUEST_METHOD"] == "OPTIONS" and "Allow" in answer.headers:
        # Only the verbs, which are no secret.
        return False
    # A program's address asks for a token.
    return answer.status_code not in _SAYS_NO and "WWW-Authenticate" not in answer.headers
