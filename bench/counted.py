"""The portal as its web server has it; each answer says how many queries it took to make."""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.db import connection

from portal.wsgi import application as portal

# What is kept is to be told by what else was kept, and not by how fast the machine is.
settings.CACHES["pages"]["TIMEOUT"] = None

HEADER = "X-Queries"
# The generation's table: read once a second for all pages together.
_NOT_COUNTED = "caching_generation"


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """A WSGI application."""
    queries = 0

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal queries
        queries += _NOT_COUNTED not in sql
        return execute(sql, params, many, context)

    def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
        return start_response(status, [*headers, (HEADER, str(queries))], exc_info)

    with connection.execute_wrapper(count):
        answer: Iterable[bytes] = portal(environ, start)
    return answer
